import { transaction } from "@/lib/db/transaction";
import { startRunIn } from "@/lib/macros/run";
import type { SamplePerson } from "./people";
import type { SampleTicket } from "./tickets";

interface Past {
  testers: readonly SamplePerson[];
  bugs: readonly SampleTicket[];
  macros: { escalateSlack: string; sendJira: string; validateAddress: string };
}

/** A few runs, so that logs and captured values exist: the worker sends them to the Echo as soon as it is up. */
export async function makePast({ testers, bugs, macros }: Past): Promise<void> {
  const tickets = bugs.slice(-30).map(({ id, displayId }) => ({ id, label: displayId }));
  const people = testers.slice(0, 25).map(({ id, username }) => ({ id, label: username }));
  const runs = [
    { id: macros.escalateSlack, records: tickets.slice(0, 8) },
    { id: macros.sendJira, records: tickets.slice(4, 24) },
    { id: macros.validateAddress, records: people },
  ];
  for (const { id, records } of runs) {
    await transaction((tx) =>
      startRunIn(tx, { macro: { id }, cause: "bulk", causeDetail: { label: "Sample programme" }, byId: null, records }),
    );
  }
}
