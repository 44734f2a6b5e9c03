import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { langOf } from "~/http.server";
import { PublicFrame } from "./public-frame";
import { showsSynthetic } from "./world.server";

/** The label of synthetic data goes by the release shown, never by how the process was started: kept pages are a function of both. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const release = params.release ?? new URL(request.url).searchParams.get("release");
  return { lang, synthetic: showsSynthetic(release) };
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
