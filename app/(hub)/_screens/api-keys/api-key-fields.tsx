"use client";

import { useWatch } from "react-hook-form";
import { SelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import type { ApiKeyForm } from "./api-key-form";

export function ApiKeyFields() {
  const expires = useWatch<ApiKeyForm, "expires">({ name: "expires" });
  return (
    <>
      <TextField name="name" label="Name" required help="Of the integration that will use it: CRM, Jira, mobile app." />
      <TextArea name="description" label="Description" rows={2} />
      <TextField name="prefix" label="Prefix" help="By which people recognise this key in other systems." />
      <SelectField
        name="expires"
        label="Expires"
        options={[
          { value: "never", label: "Never" },
          { value: "30", label: "In 30 days" },
          { value: "90", label: "In 90 days" },
          { value: "365", label: "In a year" },
          { value: "day", label: "On a day" },
        ]}
      />
      {expires === "day" && (
        <TextField name="expiresOn" label="Last day" required type="date" help="Until its end, in UTC." />
      )}
      <TextArea
        name="allowedIps"
        label="IP addresses"
        rows={3}
        mono
        placeholder={"203.0.113.7\n203.0.113.0/24"}
        help="One a line, single ones or ranges. Calls from anywhere else are refused. Empty allows all."
      />
      <TextField
        name="notifyEmail"
        label="E-mail when it is used"
        type="email"
        help="Gets a mail when the key is used, at most once a day."
      />
    </>
  );
}
