"use client";

import { SelectField } from "@/components/form/select-field";

/** The time zone of a project, as `timeZone`. */
export function ZoneField({ help }: { help: string }) {
  return <SelectField name="timeZone" label="Time zone" help={help} options={zones} required />;
}

// The list of the browser leaves out UTC, the zone things start with.
const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => ({
  value: zone,
  label: zone.replaceAll("_", " "),
}));
