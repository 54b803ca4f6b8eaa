import { Drawing } from "./icon";

/** Our own mark: a post with a signal. Takes the colour of the text around it. */
export function Mark({ size = 20, title }: { size?: number; title?: string }) {
  return (
    <Drawing size={size} role={title ? "img" : undefined} aria-label={title}>
      <path d="M12 11v10M8.5 21h7" />
      <circle cx="12" cy="7.5" r="2.25" fill="currentColor" stroke="none" />
      <path d="M7.6 11.9a6.2 6.2 0 0 1 0-8.8M16.4 11.9a6.2 6.2 0 0 0 0-8.8" />
      <path d="M4.6 14.6a10 10 0 0 1 0-14.2M19.4 14.6a10 10 0 0 0 0-14.2" strokeOpacity=".45" />
    </Drawing>
  );
}
