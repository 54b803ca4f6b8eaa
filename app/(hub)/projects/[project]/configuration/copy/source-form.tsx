"use client";

import { Button, FileInput, SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import classes from "@/app/(hub)/_screens/configuration/configuration.module.css";
import { useHydrated } from "@/components/form/use-hydrated";
import { configurationLimits } from "@/lib/configuration/limits";
import type { ConfigurationSource } from "@/lib/configuration/source";

export interface SourceInput {
  source: ConfigurationSource;
  apiKeyId: string | null;
}

export interface SourceChoices {
  /** Other projects that this person may configure, templates first. */
  projects: { value: string; label: string }[];
  apiKeys: { value: string; label: string }[];
}

interface SourceFormProps {
  choices: SourceChoices;
  pending: boolean;
  onCheck: (input: SourceInput) => void;
}

/** Which file or project, and the API key of listeners that are new here. */
export function SourceForm({ choices, pending, onCheck }: SourceFormProps) {
  const isHydrated = useHydrated();
  const [from, setFrom] = useState<"file" | "project">("file");
  const [file, setFile] = useState<File | null>(null);
  const [project, setProject] = useState<string | null>(null);
  const [apiKeyId, setApiKeyId] = useState<string | null>(null);
  // What a file names has no key here; what another project names has the one that it has there.
  const keyOfFile = apiKeyId ?? choices.apiKeys[0]?.value ?? null;
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    setProblem(null);
    if (from === "project") {
      if (project === null) return setProblem("Choose a project.");
      return onCheck({ source: { from, key: project }, apiKeyId });
    }
    if (file === null) return setProblem("Choose a file.");
    if (file.size > configurationLimits.bytes) return setProblem("The file is larger than 5 MB.");
    onCheck({ source: { from, text: await file.text() }, apiKeyId: keyOfFile });
  };
  return (
    <form
      className={classes.stack}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <SegmentedControl
        aria-label="Where it comes from"
        value={from}
        onChange={(value) => {
          setFrom(value === "project" ? "project" : "file");
          setProblem(null);
        }}
        data={[
          { value: "file", label: "A file" },
          { value: "project", label: "A project or template" },
        ]}
        disabled={!isHydrated}
      />
      {from === "file" ? (
        <FileInput
          label="Configuration file"
          description="A file that was exported here or in another Fieldpost, up to 5 MB."
          placeholder="Choose a file"
          accept=".json,application/json"
          clearable
          clearButtonProps={{ "aria-label": "Take another file" }}
          value={file}
          onChange={setFile}
          error={problem}
          disabled={!isHydrated}
        />
      ) : (
        <Select
          label="Project"
          placeholder={choices.projects.length === 0 ? "You manage no other project" : "Choose a project"}
          data={choices.projects}
          value={project}
          onChange={setProject}
          error={problem}
          allowDeselect={false}
        />
      )}
      <Select
        label="API key of new external listeners"
        description="Needed only if there are listeners. Those that are here already keep theirs."
        placeholder={choices.apiKeys.length === 0 ? "The community has no API key" : "The same as there"}
        data={choices.apiKeys}
        value={from === "file" ? keyOfFile : apiKeyId}
        onChange={setApiKeyId}
        clearable={from === "project"}
        clearButtonProps={{ "aria-label": "Take the same as there" }}
      />
      <Button type="submit" loading={pending}>
        Check first
      </Button>
    </form>
  );
}
