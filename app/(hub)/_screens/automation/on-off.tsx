import { StatusBadge } from "@/components/kit/status-badge";

export function OnOff({ enabled }: { enabled: boolean }) {
  return (
    <StatusBadge tone={enabled ? "ok" : "off"} variant="plain">
      {enabled ? "On" : "Off"}
    </StatusBadge>
  );
}
