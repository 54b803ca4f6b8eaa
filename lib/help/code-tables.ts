import { qualifiersOf } from "@/lib/conditions/qualifiers";
import type { FieldType } from "@/lib/fields/field";
import { formatters } from "@/lib/tags/formatters";
import { outcomeClasses, outcomes } from "@/lib/webhooks/outcomes";
import type { Block, Inline } from "./block";

type Table = Omit<Extract<Block, { kind: "table" }>, "label">;

/**
 * Tables of the articles that are made from the code they describe, so that neither can say something else. An article asks for one
 * with `<!-- table: name -->` on a line of its own. Throws on a name it does not have.
 */
export function findCodeTable(name: string): Table {
  const make = tables[name as keyof typeof tables];
  if (!make) throw new Error(`asks for a table that does not exist: ${name}`);
  return make();
}

const tables = { formatters: formatterTable, outcomes: outcomeTable, qualifiers: qualifierTable };

function formatterTable(): Table {
  const rows = formatters.map(({ name, args, sentence, example, result }) => [
    [code([name, ...args.map((arg) => (arg.optional ? `[${arg.name}]` : arg.name))].join(":"))],
    [text(sentence)],
    [code(example), { kind: "break" as const }, text("prints "), code(result)],
  ]);
  return table(["Formatter", "What it does", "Example"], rows);
}

const typeLabels: Record<FieldType, string> = {
  text: "Text (String)",
  number: "Number (Integer)",
  date: "Date and Time",
  boolean: "Boolean",
  choice: "Choice, such as a status",
  list: "List, such as teams",
};

function qualifierTable(): Table {
  const types = Object.keys(typeLabels) as FieldType[];
  const rows = types.map((type) => {
    const labels = qualifiersOf({ path: "", label: "", dataSet: { key: "", label: "" }, type }).map(
      ({ label }) => label,
    );
    return [[text(typeLabels[type])], [text(labels.join(" · "))]];
  });
  return table(["Kind of item", "Qualifiers"], rows);
}

function outcomeTable(): Table {
  const rows = outcomeClasses.map((name) => {
    const { codes, shownAs, meaning, cause, advice, retried } = outcomes[name];
    return [
      [text(codes)],
      [text(shownAs)],
      [text(`${meaning} ${cause}`)],
      [text(advice)],
      [text(retried ? "yes" : "no")],
    ];
  });
  return table(["Answer", "Shown as", "Meaning and usual cause", "What to do", "Sent again"], rows);
}

function table(head: string[], rows: Inline[][][]): Table {
  return { kind: "table", head: head.map((label) => [text(label)]), rows };
}

function text(value: string): Inline {
  return { kind: "text", text: value };
}

function code(value: string): Inline {
  return { kind: "code", text: value };
}
