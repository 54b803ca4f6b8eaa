import { transaction } from "@/lib/db/transaction";
import { startRunIn } from "@/lib/macros/run";
import type { SamplePerson } from "./people";
import type { SampleTicket } from "./tickets";

interface Past {
  testers: readonly SamplePerson[];
  bugs: readonly SampleTicket[];
  ideas: readonly SampleTicket[];
  macros: { escalateSlack: string; sendJira: string; validateAddress: string; shareIdea: string };
}

/** A few runs, so that logs and captured values exist: the worker sends them to the Echo as soon as it is up. */
export async function makePast({ testers, bugs, ideas, macros }: Past): Promise<void> {
  const labelled = ({ id, displayId }: SampleTicket) => ({ id, label: displayId });
  const tickets = bugs.slice(-30).map(labelled);
  const people = testers.slice(0, 25).map(({ id, username }) => ({ id, label: username }));
  const runs = [
    { id: macros.escalateSlack, records: tickets.slice(0, 8) },
    { id: macros.sendJira, records: tickets.slice(4, 24) },
    { id: macros.validateAddress, records: people },
    { id: macros.shareIdea, records: ideas.slice(-3).map(labelled) },
  ];
  for (const { id, records } of runs) {
    await transaction((tx) =>
      startRunIn(tx, { macro: { id }, cause: "bulk", causeDetail: { label: "Sample programme" }, byId: null, records }),
    );
  }
}
