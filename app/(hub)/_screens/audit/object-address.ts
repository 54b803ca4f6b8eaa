import type { AuditEntry } from "@/lib/audit/entries";
import type { AuditPlace } from "@/lib/audit/places";

type Thing = Pick<AuditEntry, "kind" | "objectId" | "project">;

/** Where the thing of an entry is looked after, or null when it is gone or has no page. */
export function objectAddress(thing: Thing, places: readonly AuditPlace[]): string | null {
  const { kind, objectId, project } = thing;
  if (kind === "settings") return "/community/settings";
  if (kind === "mail server") return "/community/settings/mail";
  if (kind === "profile fields") return "/community/profile-fields";
  if (kind === "member" || kind === "user" || kind === "profile" || kind === "password")
    return places.some((place) => place.kind === "user" && place.id === objectId)
      ? `${project ? `/projects/${project.key}` : "/community"}/users/${objectId}`
      : null;
  const place = places.find((each) => each.kind === kind && each.id === objectId);
  return place ? addressOf(place) : null;
}

function addressOf(place: AuditPlace): string | null {
  const root = place.project ? `/projects/${place.project}` : "/community";
  const types = `${root}/configuration/feedback-types/${place.type}`;
  const automation = place.type
    ? `${types}/automation`
    : place.target === "project"
      ? `${root}/external-data/automation`
      : `${root}/users/automation`;
  const list = place.type ? `${root}/feedback/${place.type}` : `${root}/users`;
  const addresses: Record<string, string> = {
    macro: place.type ? `${types}/resources/${place.id}` : `${root}/users/resources/${place.id}`,
    trigger: `${automation}/triggers/${place.id}`,
    schedule: `${automation}/schedules/${place.id}`,
    listener: `${automation}/${place.id}`,
    "e-mail template": place.project
      ? `${root}/configuration/mail-templates/${place.id}`
      : `/community/mail-templates/${place.id}`,
    "feedback type": types,
    "external data group": `${root}/external-data/${place.id}`,
    team: place.project ? `${root}/users/teams/${place.id}` : `/community/teams/${place.id}`,
    rank: place.project ? `${root}/configuration/score-ranks` : "/community/score-ranks",
    "API key": `/community/api-keys/${place.id}`,
    project: `${root}/configuration`,
    filter: `${list}?filter=${place.id}`,
    view: `${list}?view=${place.id}`,
    report: `${root}/reports/${place.id}`,
    distribution: `${root}/reports/${place.target}/distribution/${place.id}`,
    "data package": `${root}/data-packages/${place.id}`,
    "report element": `${root}/reports/${place.target}#${place.id}`,
  };
  return addresses[place.kind] ?? null;
}
