"use client";

import { useEffect, useState } from "react";
import { formatDuration } from "@/components/kit/format";

/** "next in 1 min 52 s", to the second. */
export function Countdown({ to }: { to: string }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const timer = setInterval(tick, 1_000);
    tick();
    return () => clearInterval(timer);
  }, []);
  if (now === null) return null;
  const left = Math.max(0, Math.round((new Date(to).getTime() - now) / 1_000));
  return <span>{left === 0 ? "next try any moment" : `next in ${inWords(left)}`}</span>;
}

function inWords(seconds: number): string {
  if (seconds < 3_600) return formatDuration(seconds * 1_000);
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
