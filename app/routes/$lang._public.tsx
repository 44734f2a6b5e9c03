import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { refuse } from "~/domain/refusal";
import { env } from "~/env.server";
import { refusalResponse } from "~/http.server";
import { parseLang } from "~/i18n/messages";
import { PublicFrame } from "~/ui/public-frame";

export function loader({ params }: LoaderFunctionArgs) {
  const lang = parseLang(params.lang);
  if (!lang) throw refusalResponse(refuse("not-found"));
  return { lang, synthetic: env().VIGIE_MODE === "demo" };
}

export default function PublicLayout() {
  const { lang, synthetic } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  return (
    <PublicFrame lang={lang} synthetic={synthetic} pathname={pathname} search={search}>
      <Outlet />
    </PublicFrame>
  );
}
