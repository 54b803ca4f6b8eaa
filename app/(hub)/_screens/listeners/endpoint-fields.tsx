"use client";

import { Input, Text } from "@mantine/core";
import { useWatch } from "react-hook-form";
import { SwitchField } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { CopyField } from "@/components/kit/copy-field";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { AcceptFields } from "./accept-fields";
import { useEditor } from "./editor-context";
import type { ListenerForm } from "./listener-form";
import classes from "./listeners.module.css";
import { SignatureFields } from "./signature-fields";
import { targetWords } from "./words";

/** Who may call, which calls are taken, how the target is found, and the address to copy. */
export function EndpointFields({ url }: { url: string | null }) {
  const { choices, target, mayMakeKeys, mayWrite } = useEditor();
  return (
    <Section title="Address and target">
      <div className={classes.stack}>
        <SelectField
          name="apiKeyId"
          label="API key"
          required
          options={choices.apiKeys}
          placeholder="Choose an API key"
          help={
            <>
              Callers prove themselves with this key, or with the token in the URL that is made from it.{" "}
              {mayMakeKeys && (
                <TextLink href="/community/api-keys/new" target="_blank" underline="always">
                  Create an API key
                </TextLink>
              )}
            </>
          }
        />
        <FindBy />
        {url && mayWrite ? (
          <CopyField
            label="API endpoint URL"
            value={url}
            help={<UrlNote target={targetWords[target].value} url={url} />}
          />
        ) : (
          <Input.Wrapper label="API endpoint URL" labelElement="div">
            <Text fz="sm" c="dimmed">
              {mayWrite
                ? "Enter a key and choose an API key: the URL appears here, before you submit."
                : "Who may change this listener can copy its URL here."}
            </Text>
          </Input.Wrapper>
        )}
        <SwitchField
          name="headerOnly"
          label="Header only"
          help="Takes no token in the URL: the API key must come in the Authorization or X-Api-Key header."
        />
        <SignatureFields />
        <Repeats />
        <AcceptFields />
      </div>
    </Section>
  );
}

function UrlNote({ target, url }: { target: string; url: string }) {
  return (
    <>
      {new URL(url).pathname.endsWith("/VALUE") && (
        <>
          <strong>Important:</strong> Replace VALUE with {target}.{" "}
        </>
      )}
      Keep this URL to yourself: whoever has it can call the listener.
    </>
  );
}

function FindBy() {
  const { target, choices } = useEditor();
  const findBy = useWatch<ListenerForm, "findBy">({ name: "findBy" });
  const { one, by } = targetWords[target];
  const fields = choices.groups.flatMap((group) =>
    group.fields.flatMap((field) =>
      field.key ? [{ value: `external.${group.key}.${field.key}`, label: `${group.label}: ${field.label}` }] : [],
    ),
  );
  return (
    <>
      <SelectField
        name="findBy"
        label={`Find the ${one} by`}
        options={[
          { value: "value", label: `VALUE in the URL: ${by}` },
          { value: "value-external", label: "VALUE in the URL: what an external data field holds" },
          { value: "body", label: `A value in the body: ${by}` },
          { value: "body-external", label: "A value in the body: what an external data field holds" },
        ]}
      />
      {findBy.startsWith("body") && (
        <TextField
          name="lookupPath"
          label="Path in the body"
          required
          mono
          placeholder="user.email"
          help={`Where the body names the ${one}: a key, or a path such as user.email.`}
        />
      )}
      {findBy.endsWith("external") && (
        <SelectField
          name="lookupField"
          label="External data field"
          required
          options={fields}
          placeholder="Choose a field"
          help={`The ${one} is the one whose field holds that value. If more than one does, none is chosen.`}
        />
      )}
    </>
  );
}

function Repeats() {
  const from = useWatch<ListenerForm, "dedupeFrom">({ name: "dedupeFrom" });
  return (
    <div className={classes.pair}>
      <SelectField
        name="dedupeFrom"
        label="Know a repeated call by"
        help="A call that was applied is not applied again."
        options={[
          { value: "auto", label: "The usual delivery headers" },
          { value: "header", label: "A header" },
          { value: "path", label: "A value in the body" },
          { value: "off", label: "Nothing: apply every call" },
        ]}
      />
      {from === "header" && (
        <TextField
          name="dedupeName"
          label="Header"
          required
          mono
          placeholder="x-delivery-id"
          help="Its value is the call's."
        />
      )}
      {from === "path" && (
        <TextField
          name="dedupeName"
          label="Path of the call's id"
          required
          mono
          placeholder="event.id"
          help="A key or a path."
        />
      )}
    </div>
  );
}
