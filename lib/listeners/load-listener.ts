import "server-only";
import type { Scope } from "@/lib/auth/actor";
import type { JudgedKey } from "@/lib/api-keys/credential";
import type { UsedKey } from "@/lib/api-keys/note-use";
import { db } from "@/lib/db/client";
import type { ExternalDataGroup } from "@/lib/external-data/schema";
import { acceptRules, type AcceptRule } from "./accept-schema";
import { listenerDedupe, listenerLookup } from "./schema";
import type { ListenerDedupe, ListenerKind, ListenerLookup, ListenerTarget } from "./schema";
import { listenerSignature, type ListenerSignature } from "./signature-schema";

/** All that judging a call needs. */
export interface LoadedListener {
  id: string;
  scope: Scope;
  projectId: string | null;
  target: ListenerTarget;
  feedbackTypeId: string | null;
  name: string;
  key: string;
  enabled: boolean;
  /** Its project is a template, in which nothing happens by itself. */
  isTemplate: boolean;
  /** "Enhanced integrations" of the community. */
  integrations: boolean;
  kind: ListenerKind;
  filterId: string | null;
  macroId: string | null;
  group: Pick<ExternalDataGroup, "id" | "newerByFieldId" | "fields"> | null;
  authorField: string | null;
  commentField: string | null;
  headerOnly: boolean;
  lookup: ListenerLookup;
  dedupe: ListenerDedupe;
  accept: AcceptRule[];
  signature: ListenerSignature | null;
  apiKey: JudgedKey & UsedKey & { allowedIps: string[] };
}

/** One query, read fresh at every call: a key that is switched off is off at once. */
export async function findListenerByKey(key: string): Promise<LoadedListener | null> {
  if (key.length > 60 || key.includes("\0")) return null;
  const [row] = await db.$queryRaw<Row[]>`/* planned once */
    select l.id::text, l.project_id::text as "projectId", l.target::text, l.feedback_type_id::text as "feedbackTypeId",
      l.name, l.key, l.enabled, l.kind::text, l.filter_id::text as "filterId", l.macro_id::text as "macroId",
      l.author_field as "authorField", l.comment_field as "commentField", l.header_only as "headerOnly", l.lookup, l.dedupe,
      l.accept, l.signature,
      coalesce(c.enhanced_integrations, true) as integrations, coalesce(p.is_template, false) as "isTemplate", coalesce(p.time_zone, c.time_zone, 'UTC') as "timeZone",
      p.key as "projectKey", p.name as "projectName",
      k.id::text as "keyId", k.name as "keyName", k.enabled as "keyEnabled", k.expires_at as "keyExpiresAt",
      k.allowed_ips as "allowedIps", k.notify_email as "notifyEmail", k.last_used_at as "lastUsedAt",
      (select coalesce(json_agg(json_build_object('version', s.version, 'digest', encode(s.digest, 'hex'),
        'validUntil', s.valid_until)), '[]') from api_key_secret s where s.api_key_id = k.id) as secrets,
      case when g.id is not null then json_build_object('id', g.id, 'newerByFieldId', g.newer_by_field_id, 'fields',
        (select coalesce(json_agg(json_build_object('id', f.id, 'label', f.label, 'parameter', f.parameter, 'key', f.key,
          'type', f.type, 'favorite', f.favorite, 'order', f."order", 'archived', false) order by f."order", f.id), '[]')
         from external_data_field f where f.group_id = g.id and f.archived_at is null)) end as "group"
    from external_listener l
    join api_key k on k.id = l.api_key_id
    left join project p on p.id = l.project_id
    left join external_data_group g on g.id = l.group_id
    left join community c on c.id = 1
    where l.key = ${key}`;
  return row ? listenerOf(row) : null;
}

interface Row extends Omit<LoadedListener, "scope" | "apiKey" | "lookup" | "dedupe" | "accept" | "signature"> {
  lookup: unknown;
  dedupe: unknown;
  accept: unknown;
  signature: unknown;
  timeZone: string;
  projectKey: string | null;
  projectName: string | null;
  keyId: string;
  keyName: string;
  keyEnabled: boolean;
  keyExpiresAt: Date | null;
  allowedIps: string[];
  notifyEmail: string | null;
  lastUsedAt: Date | null;
  secrets: { version: number; digest: string; validUntil: string | null }[];
}

function listenerOf(row: Row): LoadedListener {
  const { timeZone, projectId, projectKey, projectName } = row;
  return {
    ...row,
    lookup: listenerLookup.parse(row.lookup),
    dedupe: listenerDedupe.parse(row.dedupe),
    accept: acceptRules.parse(row.accept),
    signature: listenerSignature.nullable().parse(row.signature),
    scope:
      projectId === null
        ? { kind: "community", timeZone }
        : { kind: "project", id: projectId, key: projectKey ?? "", name: projectName ?? "", timeZone },
    apiKey: {
      id: row.keyId,
      name: row.keyName,
      enabled: row.keyEnabled,
      expiresAt: row.keyExpiresAt,
      allowedIps: row.allowedIps,
      notifyEmail: row.notifyEmail,
      lastUsedAt: row.lastUsedAt,
      secrets: row.secrets.map(({ version, digest, validUntil }) => ({
        version,
        digest: new Uint8Array(Buffer.from(digest, "hex")),
        validUntil: validUntil === null ? null : new Date(validUntil),
      })),
    },
  };
}
