import type { Place } from "./compiled";
import { isZone } from "./format-date";
import { type ArgKind, findFormatter, formatters } from "./formatters";
import { MAX_PROBLEMS } from "./limits";
import { nearestName } from "./nearest-name";
import type { TagCatalog } from "./tag-catalog";
import type { FormatterArg, FormatterCall, Problem, Tag } from "./template";

/** Tags that do not exist, formatters that do not exist or cannot stand here, arguments that do not fit. At most 50. */
export function checkTags(tags: readonly Tag[], catalog: TagCatalog, place: Place): Problem[] {
  const problems: Problem[] = [];
  for (const tag of tags) {
    if (!catalog.find(tag.path)) problems.push(unknownTag(tag, catalog));
    for (const call of tag.formatters) problems.push(...checkCall(call, place));
    if (problems.length >= MAX_PROBLEMS) break;
  }
  return problems.slice(0, MAX_PROBLEMS);
}

function unknownTag(tag: Tag, catalog: TagCatalog): Problem {
  const suggestion = nearestName(tag.path, catalog.paths());
  const hint = suggestion ? `Did you mean ((${suggestion}))?` : "Choose one from the list of tags.";
  return { from: tag.pathFrom, to: tag.pathTo, message: `There is no tag ((${tag.path})). ${hint}`, suggestion };
}

function checkCall(call: FormatterCall, place: Place): Problem[] {
  const { from, name } = call;
  const to = from + name.length;
  const formatter = findFormatter(name);
  if (!formatter) {
    const suggestion = nearestName(
      name,
      formatters.map((known) => known.name),
    );
    const hint = suggestion
      ? `Did you mean |${suggestion}?`
      : `There are: ${formatters.map((known) => known.name).join(", ")}.`;
    return [{ from, to, message: `There is no formatter |${name}. ${hint}`, suggestion }];
  }
  if (name === "url" && place === "url") {
    return [
      { from, to, message: "Remove |url: in a URL every tag is encoded by itself, and this would encode it twice." },
    ];
  }
  const needed = formatter.args.filter((arg) => !arg.optional).length;
  if (call.args.length < needed || call.args.length > formatter.args.length) {
    return [
      {
        from,
        to: call.to,
        message: `|${name} takes ${counted(needed, formatter.args.length)}, as in ${formatter.example}.`,
      },
    ];
  }
  return call.args.flatMap((arg, index) => {
    const expected = formatter.args[index];
    const complaint = expected && checkArg(arg, expected.kind);
    return complaint ? [{ from: arg.from, to: arg.to, message: `The ${expected.name} of |${name} ${complaint}` }] : [];
  });
}

function counted(least: number, most: number): string {
  if (most === 0) return "no argument";
  const arguments_ = most === 1 ? "argument" : "arguments";
  return least === most
    ? `${most} ${arguments_}`
    : least === 0
      ? `at most ${most} ${arguments_}`
      : `${least} or ${most} arguments`;
}

function checkArg(arg: FormatterArg, kind: ArgKind): string | undefined {
  switch (kind) {
    case "any":
      return undefined;
    case "text":
      return typeof arg.value === "string" ? undefined : "is text and stands in quotes.";
    case "count":
      return typeof arg.value === "number" && Number.isInteger(arg.value) && arg.value >= 0 && arg.value <= 100_000
        ? undefined
        : "is a whole number, without quotes.";
    case "zone":
      return typeof arg.value === "string" && isZone(arg.value)
        ? undefined
        : 'is the name of a zone in quotes, such as "Europe/Berlin".';
  }
}
