"use client";

import { Alert, Button, Switch } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { CheckedItems, isChoosable } from "@/app/(hub)/_screens/configuration/checked-items";
import classes from "@/app/(hub)/_screens/configuration/configuration.module.css";
import { MissingSecrets } from "@/app/(hub)/_screens/configuration/missing-secrets";
import { useAction } from "@/components/form/use-action";
import { Section } from "@/components/kit/section";
import type { Checked } from "@/lib/configuration/checked";
import type { MissingSecret } from "@/lib/configuration/target";
import { check, takeChosen } from "./actions";
import { SourceForm, type SourceChoices, type SourceInput } from "./source-form";

interface TakeScreenProps {
  project: string;
  choices: SourceChoices;
  /** The secrets that macros of the project wait for. */
  missing: readonly MissingSecret[];
}

/** From a file or another project: first what would become of each thing, then what was chosen of it. */
export function TakeScreen({ project, choices, missing }: TakeScreenProps) {
  const router = useRouter();
  const scope = { project };
  const [input, setInput] = useState<SourceInput | null>(null);
  const [plan, setPlan] = useState<Checked | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [withSame, setWithSame] = useState(false);
  const [done, setDone] = useState<Checked | null>(null);
  const checking = useAction((given: SourceInput) => check(scope, given), {
    form: stays,
    onSuccess: (checked) => {
      setPlan(checked);
      setChosen(new Set(checked.items.filter(isChoosable).map(({ id }) => id)));
    },
  });
  const taking = useAction(
    (take: readonly string[]) => takeChosen(scope, { ...input, take, seen: plan?.fingerprint }),
    {
      form: stays,
      onSuccess: (result) => {
        if (!result.done) return setPlan(result);
        setDone(result);
        setPlan(null);
        router.refresh();
      },
    },
  );
  const failure = taking.failure ?? checking.failure;
  const choose = (ids: readonly string[], take: boolean) =>
    setChosen((before) => new Set(take ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  const start = (given: SourceInput | null) => {
    setInput(given);
    setPlan(null);
    setDone(null);
    if (given) void checking.run(given);
  };
  return (
    <>
      <Section title="Take a configuration" description="From a file, a template or another project that you manage.">
        <SourceForm choices={choices} pending={checking.pending} onCheck={start} />
      </Section>
      {failure && (
        <Alert color="red" variant="light" role="alert" title={failure.message}>
          <ul className={classes.what}>
            {Object.entries(failure.fields).map(([place, message]) => (
              <li key={place}>
                <code>{place}</code>: {message}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {done ? (
        <Done done={done} missing={missing} project={project} />
      ) : (
        <MissingSecrets missing={missing} base={`/projects/${project}`} />
      )}
      {plan && (
        <>
          <Summary plan={plan} />
          {plan.items.some(({ state }) => state === "same") && (
            <Switch
              label="Show what is the same"
              checked={withSame}
              onChange={(event) => setWithSame(event.currentTarget.checked)}
            />
          )}
          <CheckedItems
            items={plan.items.filter(({ state }) => withSame || state !== "same")}
            chosen={chosen}
            onChoose={choose}
          />
          <div className={classes.foot}>
            <Button
              loading={taking.pending}
              disabled={chosen.size === 0}
              onClick={() => void taking.run(plan.items.map(({ id }) => id).filter((id) => chosen.has(id)))}
            >
              {chosen.size === 1 ? "Take 1 thing" : `Take ${chosen.size} things`}
            </Button>
            <Button variant="default" onClick={() => start(null)}>
              Cancel
            </Button>
          </div>
        </>
      )}
    </>
  );
}

// What is wrong stays on the screen until something else is tried.
const stays = { setError: () => undefined };

function Summary({ plan }: { plan: Checked }) {
  const count = (state: string) => plan.items.filter((item) => item.state === state).length;
  const cannot = count("cannot");
  return (
    <Alert color={cannot > 0 ? "yellow" : "blue"} variant="light" role="status" title="Nothing has been changed yet">
      {count("new")} new, {count("changed")} changed, {count("same")} the same
      {cannot > 0 && `, ${cannot} that cannot be taken`}. What you choose is taken as one: all of it, or nothing.
      {plan.missing.length > 0 &&
        ` ${plan.missing.length === 1 ? "One secret has" : `${plan.missing.length} secrets have`} to be typed afterwards.`}
    </Alert>
  );
}

function Done({ done, missing, project }: { done: Checked; missing: readonly MissingSecret[]; project: string }) {
  const taken = done.items.filter((item) => item.taken);
  return (
    <>
      <Alert color="green" variant="light" role="status" title="Configuration taken">
        {taken.length === 1 ? "1 thing was" : `${taken.length} things were`} made or changed.
        {taken.some(({ kind, state }) => kind === "listener" && state === "new") &&
          " New external listeners have addresses of their own: give them to the systems that call."}
      </Alert>
      <MissingSecrets missing={missing} base={`/projects/${project}`} />
      <CheckedItems items={taken} done />
    </>
  );
}
