import type { ReactNode } from "react";
import { PageHeader } from "@/components/kit/page-header";
import { may, type Can } from "@/lib/auth/actor";
import { also, type ScopeRef } from "@/lib/auth/authorize";
import { decodeTableState, encodeTableState } from "@/lib/conditions/table-state";
import { AppError } from "@/lib/errors/app-error";
import { listFilters } from "@/lib/filters/filters";
import { listOfferedMacros } from "@/lib/macros/queries";
import { listTeamNames } from "@/lib/teams/queries";
import { sourceKey, type Source } from "@/lib/sources/source";
import { answerCount, answerList } from "@/lib/views/answer-list";
import { fieldInfo } from "@/lib/views/shown-state";
import { listViews } from "@/lib/views/views";
import type { FirstAnswer } from "./records-props";
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
  /** The parameters of the address. */
  search: Record<string, string | string[] | undefined>;
}

/** The list of users and of each feedback type: one screen over two kinds of record. */
export async function RecordsPage({
  actor,
  source,
  title,
  breadcrumbs,
  api,
  recordBase,
  links,
  search,
}: RecordsPageProps) {
  const reader = also(actor, "filters.write");
  const home =
    source.ref.kind === "users"
      ? ({ target: "user" } as const)
      : ({ target: "feedback", typeId: source.ref.typeId } as const);
  const [filters, views, teams, macros, first] = await Promise.all([
    listFilters(reader, sourceKey(source.ref)),
    listViews(reader, sourceKey(source.ref)),
    may(actor, "filters.share") ? listTeamNames(reader) : [],
    may(actor, "macros.run") ? listOfferedMacros(also(actor, "macros.run"), home, { all: true }) : null,
    firstAnswer(actor, source, search),
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
        teams={teams}
        zone={source.zone}
        first={first}
      />
    </>
  );
}

async function firstAnswer(
  actor: RecordsPageProps["actor"],
  source: Source,
  search: RecordsPageProps["search"],
): Promise<FirstAnswer | null> {
  const query = new URLSearchParams(
    Object.entries(search).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  try {
    const key = encodeTableState(decodeTableState(query)).toString();
    const [list, count] = await Promise.all([answerList(actor, source, query), answerCount(actor, source, query)]);
    return { key, list, count, at: Date.now() };
  } catch (error) {
    // The list asks again and shows why: a page of its own would lose the toolbar that mends it.
    if (error instanceof AppError) return null;
    throw error;
  }
}
