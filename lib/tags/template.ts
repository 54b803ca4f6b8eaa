/** What is wrong in a template, found before it is saved. Offsets are UTF-16 units of the text as typed. */
export interface Problem {
  from: number;
  to: number;
  message: string;
  /** What would be right between `from` and `to`: an editor offers it as a fix. */
  suggestion?: string;
}

export interface FormatterArg {
  value: string | number;
  from: number;
  to: number;
}

/** `|truncate:300` as typed; whether such a formatter exists is for `checkTags` to say. */
export interface FormatterCall {
  name: string;
  args: readonly FormatterArg[];
  from: number;
  to: number;
}

/** `((path|formatter:arg|…))`. `from` and `to` include the parentheses. */
export interface Tag {
  kind: "tag";
  path: string;
  pathFrom: number;
  pathTo: number;
  formatters: readonly FormatterCall[];
  from: number;
  to: number;
}

export interface TextSegment {
  kind: "text";
  /** What is sent: `\((` stands here as `((`. */
  text: string;
  from: number;
  to: number;
}

/** Text read once: what is sent as it stands, and the tags between. A tag with broken grammar is a problem and stays text. */
export interface Template {
  segments: readonly (TextSegment | Tag)[];
  tags: readonly Tag[];
  problems: readonly Problem[];
}

/** The paths whose values a template needs, each once, in order of appearance. */
export function tagPaths(source: { readonly tags: readonly Tag[] }): string[] {
  return [...new Set(source.tags.map((tag) => tag.path))];
}

/** The same template at other offsets: one inside a JSON string, seen in the text of the whole body. */
export function moveTemplate(template: Template, at: (offset: number) => number): Template {
  const segments = template.segments.map((segment) =>
    segment.kind === "tag" ? moveTag(segment, at) : moved(segment, at),
  );
  return {
    segments,
    tags: segments.filter((segment) => segment.kind === "tag"),
    problems: template.problems.map((problem) => moved(problem, at)),
  };
}

function moveTag(tag: Tag, at: (offset: number) => number): Tag {
  const formatters = tag.formatters.map((call) => ({
    ...moved(call, at),
    args: call.args.map((arg) => moved(arg, at)),
  }));
  return { ...moved(tag, at), pathFrom: at(tag.pathFrom), pathTo: at(tag.pathTo), formatters };
}

function moved<T extends { from: number; to: number }>(thing: T, at: (offset: number) => number): T {
  return { ...thing, from: at(thing.from), to: at(thing.to) };
}
