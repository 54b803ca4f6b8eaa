"use client";

import { Accordion } from "@mantine/core";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import classes from "./macros.module.css";

/** What most macros leave as it is. */
export function AdvancedFields({ webhook }: { webhook: `webhooks.${number}` }) {
  return (
    <Accordion variant="default" classNames={{ content: classes.accordion, control: classes.accordionControl }}>
      <Accordion.Item value="advanced">
        <Accordion.Control>Advanced</Accordion.Control>
        <Accordion.Panel>
          <div className={classes.stack}>
            <NumberField
              name={`${webhook}.timeoutSeconds`}
              label="Timeout"
              help="How long to wait for the answer, 1 to 30 seconds."
              min={1}
              max={30}
              suffix=" seconds"
            />
            <SelectField
              name={`${webhook}.retries`}
              label="Retries"
              help="When the receiver cannot be reached, has trouble or asks to wait."
              options={[
                { value: "default", label: "Default: 12 tries in about 3 days" },
                { value: "quick", label: "Quick: 5 tries in 10 minutes" },
                { value: "none", label: "None: a single try" },
              ]}
            />
            <SelectField
              name={`${webhook}.onUnknown`}
              label="On unknown outcome"
              help="When it was sent but the answer was never seen, because Fieldpost stopped in between."
              options={[
                { value: "retry", label: "Retry: send it again with the same id" },
                { value: "hold", label: "Hold: wait for a person to decide" },
              ]}
            />
          </div>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
