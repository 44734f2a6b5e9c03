import { type RouteConfigEntry, route } from "@remix-run/route-config";
import { type Address, allAddresses, frames } from "./addresses";

const isFramed = (address: Address) => address.path.startsWith("/:lang");
const rows = allAddresses().filter(([, address]) => !address.host);
const toRoute = ([id, address]: (typeof rows)[number]): RouteConfigEntry => {
  const path = address.path.replace(isFramed(address) ? /^\/:lang\/?/ : /^\//, "");
  return { id, file: `pages/${address.file}`, ...(path === "" ? { index: true } : { path }) };
};

/** The table of addresses as Remix routes: a frame around the pages of its rooms; what is no page stands alone. */
export default [
  ...Object.entries(frames).map(([id, { file, rooms }]) =>
    route(
      ":lang",
      `pages/${file}`,
      { id },
      rows
        .filter(([name, address]) => isFramed(address) && rooms.some((room) => name.startsWith(`${room}.`)))
        .map(toRoute),
    ),
  ),
  ...rows.filter(([, address]) => !isFramed(address)).map(toRoute),
];
