import { DefinitionList, type Definition } from "@/components/kit/definition-list";
import { formatBytes, formatDuration } from "@/components/kit/format";
import { ExactTime } from "@/components/kit/relative-time";
import { TextLink } from "@/components/kit/text-link";
import type { CallDetail } from "@/lib/listeners/calls";
import type { CallEffects } from "./call-effects";
import type { CallLinks } from "./call-links";

interface CallFactsProps {
  call: CallDetail;
  effects: CallEffects;
  links: CallLinks;
}

export function CallFacts({ call, effects, links }: CallFactsProps) {
  const items: (Definition | false)[] = [
    { term: "Time", value: <ExactTime at={call.at} /> },
    { term: "Answer given", value: `${call.status} ${call.outcome}` },
    { term: "Target given", value: call.targetGiven ?? "none" },
    call.subject !== null && {
      term: "Record",
      value: links.subject ? <TextLink href={links.subject}>{call.subject.label}</TextLink> : call.subject.label,
    },
    effects.runId !== undefined && {
      term: "Macro run",
      value: <TextLink href={`${links.runs}${effects.runId}`}>Open the run</TextLink>,
    },
    effects.commentId !== undefined && { term: "Comment", value: "A comment was added" },
    call.duplicateOf !== null && {
      term: "Repeats",
      value: <TextLink href={`${links.calls}${call.duplicateOf}`}>the call that was applied</TextLink>,
    },
    { term: "Credential", value: call.auth ? ways[call.auth] : "none that was right" },
    { term: "Sent from", value: call.isTest ? "this screen, as a test" : call.ip },
    { term: "Size and time taken", value: `${formatBytes(call.bytes)} in ${formatDuration(call.ms)}` },
    call.flags.length > 0 && { term: "Noticed", value: call.flags.map((flag) => flags[flag] ?? flag).join("; ") },
    { term: "Call id", value: <code>{call.id}</code> },
  ];
  return <DefinitionList items={items.filter((item) => item !== false)} />;
}

const ways: Record<string, string | undefined> = {
  bearer: "in the Authorization header",
  "x-api-key": "in the X-Api-Key header",
  token: "the token in the URL",
};

const flags: Record<string, string | undefined> = {
  duplicate_keys: "a name stood twice in the same object, and the last one counted",
  replaced_characters: "characters that cannot be stored were replaced",
};
