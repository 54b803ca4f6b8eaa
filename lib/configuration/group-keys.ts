import type { Configuration } from "./schema";

/** What of a configuration names data groups. */
type Naming = Pick<
  Configuration,
  "filters" | "views" | "mailTemplates" | "macros" | "triggers" | "listeners" | "reports" | "dataPackages"
>;

/** The keys of the data groups that are named anywhere: in tags, conditions, columns, captures. */
export function groupKeysIn(naming: Naming): Set<string> {
  const { filters, views, mailTemplates, macros, triggers, listeners, reports, dataPackages } = naming;
  const text = JSON.stringify([filters, views, mailTemplates, macros, triggers, listeners, reports, dataPackages]);
  const paths = [...text.matchAll(/external\.([a-z][a-z0-9_]*)\./g)].flatMap(([, key]) => key ?? []);
  const captures = macros.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === "webhook" && action.capture ? [action.capture.group] : [])),
  );
  const listened = listeners.flatMap((listener) => (listener.kind === "external_data" ? [listener.group] : []));
  return new Set([...paths, ...captures, ...listened]);
}

/**
 * The same configuration with other keys for its data groups. A key of a group is unique in the community, so a second project cannot
 * have it: everything that names the group, tags included, is written anew.
 */
export function renameGroups(file: Configuration, keys: ReadonlyMap<string, string>): Configuration {
  if (keys.size === 0) return file;
  const key = (old: string) => keys.get(old) ?? old;
  const path = (old: string) => {
    const [head, group, ...rest] = old.split(".");
    return head === "external" && group !== undefined ? [head, key(group), ...rest].join(".") : old;
  };
  // `\((` is no tag but two parentheses.
  const text = (old: string) =>
    old.replace(
      /(?<!\\)(\(\(\s*external\.)([a-z][a-z0-9_]*)(?=\.)/g,
      (_, open: string, group: string) => open + key(group),
    );
  return {
    ...file,
    groups: file.groups.map((group) => ({ ...group, key: key(group.key) })),
    filters: file.filters.map((filter) => ({ ...filter, condition: withMember(filter.condition, "field", path) })),
    views: file.views.map((view) => ({
      ...view,
      columns: withMember(view.columns, "path", path),
      sort: withMember(view.sort, "path", path),
      ...(view.group !== undefined && { group: path(view.group) }),
    })),
    mailTemplates: file.mailTemplates.map(({ subject, body, text: plain, ...template }) => ({
      ...template,
      ...withTexts({ subject, body, text: plain }, text),
    })),
    macros: file.macros.map((macro) => ({
      ...macro,
      actions: macro.actions.map((action) => {
        const written = withTexts(action, text);
        if (written.kind !== "webhook") return written;
        const { needs, capture } = written;
        return { ...written, needs: needs.map(path), capture: capture && { ...capture, group: key(capture.group) } };
      }),
    })),
    triggers: file.triggers.map((trigger) => ({ ...trigger, fields: trigger.fields.map(path) })),
    listeners: file.listeners.map((listener) => ({
      ...listener,
      lookup: withMember(listener.lookup, "field", path),
      ...(listener.kind === "external_data" && { group: key(listener.group) }),
    })),
    reports: file.reports.map((report) => withMember(withMember(report, "path", path), "field", path)),
    dataPackages: file.dataPackages.map((each) => withMember(withMember(each, "lookupField", path), "confirmed", path)),
  };
}

/** The same JSON, every text in it changed; what it is made of stays. */
function withTexts<Value>(value: Value, change: (text: string) => string): Value {
  return rewritten(value, (_, text) => change(text)) as Value;
}

/** The same JSON, the texts of every member of that name changed. */
function withMember<Value>(value: Value, name: string, change: (text: string) => string): Value {
  return rewritten(value, (member, text) => (member === name ? change(text) : text)) as Value;
}

function rewritten(value: unknown, change: (member: string, text: string) => string, member = ""): unknown {
  if (typeof value === "string") return change(member, value);
  if (Array.isArray(value)) return value.map((element) => rewritten(element, change, member));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, rewritten(held, change, name)]));
}
