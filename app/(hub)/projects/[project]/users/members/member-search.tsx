import { Button, TextInput } from "@mantine/core";
import classes from "./members.module.css";

/** A plain form: the answer has an address. */
export function MemberSearch({ role, search }: { role: string | null; search: string }) {
  return (
    <form className={classes.search} role="search">
      {role && <input type="hidden" name="role" value={role} />}
      <TextInput
        key={search}
        name="q"
        type="search"
        aria-label="Find a member"
        placeholder="Name, username or e-mail"
        defaultValue={search}
        className={classes.grow}
      />
      <Button type="submit" variant="default">
        Find
      </Button>
    </form>
  );
}
