import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { NoteVisit } from "@/app/(hub)/_screens/home/note-visit";
import { RunningTray } from "@/app/(hub)/_screens/runs/running-tray";
import { AppFrame } from "@/components/shell/app-frame";
import { buildNav } from "@/components/shell/build-nav";
import { hasUsableKey } from "@/lib/api-keys/queries";
import { may } from "@/lib/auth/actor";
import { also, authorize, identify } from "@/lib/auth/authorize";
import { currentPerson } from "@/lib/auth/current-person";
import { getCommunity } from "@/lib/community/settings";
import { AppError } from "@/lib/errors/app-error";
import { listRunningIssues } from "@/lib/distributions/running";
import { listRunningExports } from "@/lib/exports/queries";
import { listFeedbackTypes } from "@/lib/feedback/types";
import { listRunningImports } from "@/lib/imports/running";
import { listRunning } from "@/lib/perform-action/running";
import { listProjects } from "@/lib/projects/queries";
import { getPerson } from "@/lib/users/queries";
import { signOut } from "./sign-out";

/** The shell around a signed-in page. It draws and guards nothing: each page asks for its own right. */
export async function HubFrame({ project, children }: { project: string | null; children: ReactNode }) {
  const session = await currentPerson();
  // Nobody is signed in: the page inside sends them to sign-in, and needs no frame for that.
  if (!session) return children;
  const actor = await authorize(session.personId, "community", "home.read");
  const [person, projects, community, usableKey, runs, imports, exports, issues, here] = await Promise.all([
    getPerson(also(actor, "preferences.write")),
    listProjects(actor),
    getCommunity(),
    hasUsableKey(),
    listRunning(actor),
    listRunningImports(actor),
    listRunningExports(actor),
    listRunningIssues(actor),
    project ? findPlace(session.personId, project) : null,
  ]);
  if (!person) redirect("/login");
  // Known before the page's skeleton streams, so that the answer is a 404 and not a page that turns into one.
  if (project && !here) notFound();
  const nav = buildNav({
    isCommunityManager: actor.role === "community_manager",
    projects: projects.map(({ key, name, isTemplate }) => ({ key, name: isTemplate ? `${name} (template)` : name })),
    project: here,
    features: [
      ...(community.enhancedIntegrations && usableKey ? (["integrations"] as const) : []),
      "mailbox",
      "teams",
      "reports",
    ],
  });
  return (
    <AppFrame
      nav={nav}
      person={{ name: actor.name, email: person.email, timeZone: person.timeZone ?? community.timeZone }}
      tray={(runs ?? imports) && <RunningTray first={{ runs: runs ?? [], imports: imports ?? [], exports, issues }} />}
      signOut={signOut}
    >
      <NoteVisit project={project} />
      {children}
    </AppFrame>
  );
}

/** The project one stands in, for the rail; null where one may not be, which the page itself will say. */
async function findPlace(personId: string, project: string) {
  try {
    const actor = await identify(personId, { project });
    if (actor.scope.kind !== "project") return null;
    const types = may(actor, "feedback.readOwn") ? await listFeedbackTypes(also(actor, "project.read")) : [];
    const role = actor.role === "community_manager" || actor.role === "member" ? "manager" : actor.role;
    return {
      key: actor.scope.key,
      name: actor.scope.name,
      role,
      feedbackTypes: types.map(({ key, name }) => ({ key, name })),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
