import type { ReactNode } from "react";
import { PageHeader } from "@/components/kit/page-header";
import { may, type Can } from "@/lib/auth/actor";
import { also, type ScopeRef } from "@/lib/auth/authorize";
import { listFilters } from "@/lib/filters/filters";
import { listOfferedMacros } from "@/lib/macros/queries";
import { sourceKey, type Source } from "@/lib/sources/source";
import { fieldInfo } from "@/lib/views/shown-state";
import { listViews } from "@/lib/views/views";
import { RecordsScreen } from "./records-screen";
import { ViewSwitch } from "./view-switch";

interface RecordsPageProps {
  actor: Can<"users.read"> | Can<"feedback.read">;
  source: Source;
  title: string;
  breadcrumbs: { label: string; href?: string }[];
  api: string;
  recordBase: string;
  /** Links to resources and automation. */
  links: ReactNode;
}

/** The list of users and of each feedback type: one screen over two kinds of record. */
export async function RecordsPage({ actor, source, title, breadcrumbs, api, recordBase, links }: RecordsPageProps) {
  const reader = also(actor, "filters.write");
  const home =
    source.ref.kind === "users"
      ? ({ target: "user" } as const)
      : ({ target: "feedback", typeId: source.ref.typeId } as const);
  const [filters, views, macros] = await Promise.all([
    listFilters(reader, sourceKey(source.ref)),
    listViews(reader, sourceKey(source.ref)),
    may(actor, "macros.run") ? listOfferedMacros(also(actor, "macros.run"), home, { all: true }) : null,
  ]);
  const scope: ScopeRef = actor.scope.kind === "project" ? { project: actor.scope.key } : "community";
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={breadcrumbs}
        actions={
          <>
            {links}
            <ViewSwitch />
          </>
        }
      />
      <RecordsScreen
        kind={source.target}
        title={title}
        scope={scope}
        source={sourceKey(source.ref)}
        api={api}
        recordBase={recordBase}
        runsBase={actor.scope.kind === "project" ? `/projects/${actor.scope.key}/runs/` : "/community/runs/"}
        fields={source.catalog.list.map(fieldInfo)}
        filters={filters}
        views={views}
        macros={macros}
        maySave={may(actor, "filters.write")}
        mayShare={may(actor, "filters.share")}
        zone={source.zone}
      />
    </>
  );
}
