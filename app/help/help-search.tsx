import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@/components/icons/icons";
import classes from "./help.module.css";

/** A plain form: the question becomes part of the address, so that an answer can be shared. */
export function HelpSearch({ question }: { question: string }) {
  return (
    <form action="/help" role="search" className={classes.search}>
      <TextInput
        key={question}
        name="q"
        type="search"
        aria-label="Search the help articles"
        placeholder="Search: a word, a code, a label"
        defaultValue={question}
        leftSection={<IconSearch size={16} />}
        maxLength={200}
      />
      <Button type="submit" variant="default">
        Search
      </Button>
    </form>
  );
}
