"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { IconThumbDown, IconThumbUp } from "@/components/icons/icons";
import { answerHelp } from "./actions";
import classes from "./article.module.css";
import { NoteForm } from "./note-form";

/** Kept as soon as Yes or No is chosen; the note is for those who have more to say. */
export function AnswerForm({ slug }: { slug: string }) {
  const [given, setGiven] = useState<{ id: string; helpful: boolean } | null>(null);
  const answer = useAction((helpful: boolean) => answerHelp("community", { slug, helpful }));
  const give = async (helpful: boolean) => {
    const result = await answer.run(helpful);
    if (result?.ok) setGiven({ id: result.value.id, helpful });
  };
  return (
    <section aria-labelledby="answered" className={classes.answer}>
      <h2 id="answered">Did this answer your question?</h2>
      {given ? (
        <NoteForm id={given.id} helpful={given.helpful} />
      ) : (
        <div className={classes.choices}>
          <Button
            variant="default"
            leftSection={<IconThumbUp size={16} />}
            loading={answer.pending}
            onClick={() => void give(true)}
          >
            Yes
          </Button>
          <Button
            variant="default"
            leftSection={<IconThumbDown size={16} />}
            loading={answer.pending}
            onClick={() => void give(false)}
          >
            No
          </Button>
        </div>
      )}
    </section>
  );
}
