"use client";

import { Menu, Skeleton, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { readLive } from "@/app/(hub)/_screens/report/read-live";
import { useAction } from "@/components/form/use-action";
import { IconRefresh } from "@/components/icons/icons";
import { formatCount } from "@/components/kit/format";
import { Link } from "@/components/kit/link";
import { RelativeTime } from "@/components/kit/relative-time";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { Counted, CountCard as Card } from "@/lib/home/schema";
import { moveCountCard, removeCountCard } from "./actions";
import { CardMenu } from "./card-menu";
import { DueMinute } from "./due-minute";
import classes from "./home.module.css";

interface CountCardProps {
  card: Card;
  scope: ScopeRef;
  /** The list that it counts. */
  href: string;
  at: { index: number; last: number };
}

/** How many a saved filter finds. The count that was read last is there at once; an old one is read again behind it. */
export function CountCard({ card: { id, name, what, counted: kept }, scope, href, at }: CountCardProps) {
  const project = scope === "community" ? null : scope.project;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["count-card", id, kept?.at],
    queryFn: ({ signal }) => readLive<Counted>(`/api/home/counts/${id}?`, { project }, signal),
    enabled: !kept?.isFresh,
    retry: false,
  });
  const counted = data ?? kept;
  return (
    <li className={classes.count} aria-busy={isFetching}>
      <Link href={href} className={classes.countLink}>
        <span className={classes.countName}>{name}</span>
        <span className={classes.aside}>{what}</span>
        {counted ? (
          <span className={classes.number}>{formatCount(counted.count)}</span>
        ) : error ? (
          <span className={classes.number}>–</span>
        ) : (
          <>
            <VisuallyHidden>Counting</VisuallyHidden>
            <Skeleton height={24} width={64} my={4} />
          </>
        )}
        {counted && <Note counted={counted} />}
      </Link>
      {error && (
        <p role="alert" className={classes.problem}>
          {error.message}
        </p>
      )}
      <CountMenu id={id} name={name} scope={scope} at={at} onRefresh={() => void refetch()} />
    </li>
  );
}

function Note({ counted: { count, at, earlier } }: { counted: Counted }) {
  const change = earlier && count - earlier.count;
  return (
    <span className={classes.aside}>
      {earlier && change !== null && (
        <>
          {change === 0 ? "The same as" : `${change > 0 ? "+" : "−"}${formatCount(Math.abs(change))} since`}{" "}
          <DueMinute at={earlier.at} />
          {" · "}
        </>
      )}
      counted <RelativeTime at={at} />
    </span>
  );
}

interface CountMenuProps extends Pick<CountCardProps, "scope" | "at"> {
  id: string;
  name: string;
  onRefresh: () => void;
}

function CountMenu({ id, name, scope, at, onRefresh }: CountMenuProps) {
  const router = useRouter();
  const onSuccess = () => router.refresh();
  const move = useAction((to: number) => moveCountCard(scope, { id, to }), { onSuccess });
  const remove = useAction(() => removeCountCard(scope, { id }), { success: "Taken off your home page", onSuccess });
  return (
    <CardMenu
      className={classes.countMenu}
      name={name}
      at={at}
      isBusy={move.pending || remove.pending}
      onMove={(to) => void move.run(to)}
      removal={{ label: "Take away", onRemove: () => void remove.run(undefined) }}
    >
      <Menu.Item leftSection={<IconRefresh size={15} />} onClick={onRefresh}>
        Count again
      </Menu.Item>
    </CardMenu>
  );
}
