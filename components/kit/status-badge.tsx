import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconHelpCircle,
  IconInfoCircle,
  IconLoader2,
  IconPlayerPause,
  IconPlayerSkipForward,
} from "@/components/icons/icons";
import classes from "./status-badge.module.css";

const looks = {
  ok: { icon: IconCircleCheck, color: "green" },
  running: { icon: IconLoader2, color: "indigo" },
  waiting: { icon: IconClock, color: "blue" },
  warning: { icon: IconAlertTriangle, color: "yellow" },
  failed: { icon: IconCircleX, color: "red" },
  unknown: { icon: IconHelpCircle, color: "orange" },
  paused: { icon: IconPlayerPause, color: "gray" },
  skipped: { icon: IconPlayerSkipForward, color: "gray" },
  off: { icon: IconCircleDashed, color: "gray" },
  info: { icon: IconInfoCircle, color: "blue" },
  neutral: { icon: IconCircle, color: "gray" },
} as const;

/** What a status means for the person reading it, whatever its word. */
export type StatusTone = keyof typeof looks;

interface StatusBadgeProps {
  tone: StatusTone;
  /** The word on screen, e.g. "Waiting to retry". */
  children: string;
  /** `plain` has no ground: for dense tables. */
  variant?: "badge" | "plain";
}

/** Always an icon and a word, never colour alone. */
export function StatusBadge({ tone, children, variant = "badge" }: StatusBadgeProps) {
  const { icon: Icon, color } = looks[tone];
  return (
    <span className={classes.root} data-variant={variant} data-color={color}>
      <Icon size={14} stroke={2} className={tone === "running" ? classes.spin : undefined} />
      {children}
    </span>
  );
}
