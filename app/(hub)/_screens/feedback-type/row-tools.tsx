"use client";

import { IconTrash } from "@/components/icons/icons";
import { ArrangeTool, MoveTools } from "@/components/kit/arrange-tools";
import classes from "./type-form.module.css";

interface RowToolsProps {
  /** What the row is called: "Severity". */
  name: string;
  index: number;
  count: number;
  /** "Archive" where values stay, else "Remove". */
  removeWord: string;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** Move up, move down, remove: every order can be made with the keyboard. */
export function RowTools({ name, index, count, removeWord, onMove, onRemove }: RowToolsProps) {
  return (
    <div className={classes.tools}>
      <MoveTools
        name={name}
        isFirst={index === 0}
        isLast={index === count - 1}
        onMove={(step, { currentTarget: button }) => {
          onMove(index + step);
          // The row is moved in the page, which would drop the focus.
          requestAnimationFrame(() => button.isConnected && button.focus());
        }}
      />
      <ArrangeTool control="remove" label={`${removeWord}: ${name}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ArrangeTool>
    </div>
  );
}
