"use client";

import { Alert, Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import classes from "@/app/(hub)/_screens/configuration/configuration.module.css";
import { useHydrated } from "@/components/form/use-hydrated";
import { IconDownload } from "@/components/icons/icons";
import { configurationParts, partLabels, type ConfigurationPart } from "@/lib/configuration/parts";

interface ExportFormProps {
  project: string;
  counts: Record<ConfigurationPart, number>;
}

/** What is in the file, and the file. */
export function ExportForm({ project, counts }: ExportFormProps) {
  const isHydrated = useHydrated();
  const [parts, setParts] = useState<readonly string[]>(configurationParts.filter((part) => counts[part] > 0));
  const [problem, setProblem] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const download = async () => {
    if (parts.length === 0) return setProblem("Choose at least one part.");
    setWaiting(true);
    setProblem(await save(project, parts));
    setWaiting(false);
  };
  return (
    <div className={classes.stack}>
      <Checkbox.Group label="In the file" value={[...parts]} onChange={setParts}>
        <div className={classes.checks}>
          {configurationParts.map((part) => (
            <Checkbox
              key={part}
              value={part}
              disabled={!isHydrated || counts[part] === 0}
              label={part === "settings" ? partLabels[part] : `${partLabels[part]} (${counts[part]})`}
            />
          ))}
        </div>
      </Checkbox.Group>
      {problem && (
        <Alert color="red" variant="light" role="alert" title="There is no file">
          {problem}
        </Alert>
      )}
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        loading={waiting}
        onClick={() => void download()}
      >
        Export configuration
      </Button>
    </div>
  );
}

/** What went wrong, if anything did. */
async function save(project: string, parts: readonly string[]): Promise<string | null> {
  const query = new URLSearchParams([["project", project], ...parts.map((part) => ["part", part])]);
  try {
    const response = await fetch(`/api/configuration?${query}`);
    if (!response.ok) return ((await response.json()) as { message: string }).message;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = `${project}-configuration.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    return null;
  } catch {
    return "Fieldpost did not answer. Try again in a moment.";
  }
}
