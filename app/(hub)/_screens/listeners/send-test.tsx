"use client";

import { Autocomplete, Button, Text, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { CodeBlock } from "@/components/code/code-block";
import { useAction } from "@/components/form/use-action";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { outcomeWords } from "@/lib/listeners/outcome-words";
import { sampleBody } from "@/lib/listeners/samples";
import type { ListenerRow } from "@/lib/listeners/schema";
import type { TestAnswer } from "@/lib/listeners/send-test";
import { sendTest } from "./actions";
import { CallChecks } from "./call-checks";
import { callsKey } from "./calls-key";
import { useEditor } from "./editor-context";
import type { ListenerForm } from "./listener-form";
import classes from "./listeners.module.css";
import { sampleOf } from "./sample-requests";
import { targetWords } from "./words";
import { useQueryClient } from "@tanstack/react-query";

interface SendTestProps {
  /** Null until it is saved. */
  listener: ListenerRow | null;
  values: ListenerForm;
  isDirty: boolean;
}

/** Calls the saved listener from here, as another system would. */
export function SendTest({ listener, values, isDirty }: SendTestProps) {
  const { scope, target, callsBase, choices } = useEditor();
  const sample = JSON.stringify(sampleBody({ url: "", ...sampleOf(values) }), null, 2);
  const [value, setValue] = useState("");
  const [typed, setTyped] = useState<string | null>(null);
  const [answer, setAnswer] = useState<TestAnswer | null>(null);
  const router = useRouter();
  const queries = useQueryClient();
  const send = useAction((input: { id: string; value: string; body: string }) => sendTest(scope, input), {
    onSuccess: (given) => {
      setAnswer(given);
      void queries.invalidateQueries({ queryKey: callsKey(listener?.id ?? "") });
      router.refresh();
    },
  });
  const { one, by } = targetWords[target];
  const isInBody = values.findBy.startsWith("body");
  const errors = send.failure?.fields ?? {};
  if (!listener) {
    return (
      <Section title="Send a test from here">
        <Text fz="sm" c="dimmed">
          Submit first. Then you can call the listener from here and see what it answers.
        </Text>
      </Section>
    );
  }
  return (
    <Section title="Send a test from here" description="A real call: it takes effect, and the log marks it as a test.">
      <div className={classes.stack}>
        {!isInBody && (
          <Autocomplete
            label={`VALUE: the ${one}`}
            description={values.findBy === "value" ? `Its ${by}.` : "What the chosen external data field holds."}
            data={values.findBy === "value" ? choices.records.map((record) => record.value) : []}
            value={value}
            onChange={setValue}
            error={errors.value}
          />
        )}
        <Textarea
          label="JSON body"
          autosize
          minRows={3}
          maxRows={14}
          spellCheck={false}
          classNames={{ input: classes.mono }}
          value={typed ?? sample}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={errors.body}
        />
        {isDirty && (
          <Text fz="sm" c="dimmed">
            The test uses the listener as it was saved last, without your unsaved changes.
          </Text>
        )}
        <Button
          variant="default"
          loading={send.pending}
          onClick={() => void send.run({ id: listener.id, value: isInBody ? "" : value, body: typed ?? sample })}
        >
          Send a test
        </Button>
        {answer && <Answer answer={answer} callsBase={callsBase} />}
      </div>
    </Section>
  );
}

function Answer({ answer, callsBase }: { answer: TestAnswer; callsBase: string }) {
  const said = JSON.parse(answer.body) as { result?: string; error?: string };
  const { word, tone, advice } = outcomeWords(said.result ?? said.error ?? "");
  return (
    <div className={classes.stack} role="status">
      <span className={classes.answer}>
        <StatusBadge tone={tone}>{word}</StatusBadge>
        <span>answered {answer.status}</span>
        {answer.callId && <TextLink href={`${callsBase}${answer.callId}`}>Open the call</TextLink>}
      </span>
      <CallChecks checks={answer.checks} />
      <CodeBlock label="Answer of the listener" language="json" code={JSON.stringify(said, null, 2)} maxHeight={240} />
      {(answer.status >= 300 || said.result === "skipped") && (
        <Text fz="sm" c="dimmed">
          {advice}
        </Text>
      )}
    </div>
  );
}
