import { z } from "zod";
import { FilesScreen } from "@/app/(hub)/_screens/exports/files-screen";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { listExports } from "@/lib/exports/queries";
import { helpLinks } from "@/lib/help/links";
import { page } from "@/lib/web/page";

export const metadata = { title: "Files" };

/** One's own exports, of all projects. */
export default page("home.read", async ({ actor, search }) => {
  const asked = z.uuid().safeParse(search["after"]);
  const after = asked.success ? asked.data : null;
  return (
    <>
      <PageHeader
        title="Files"
        description="What you exported. Only you see these files."
        actions={<HelpLink to={helpLinks.exports}>Exports</HelpLink>}
      />
      <FilesScreen first={await listExports(actor, after)} after={after} />
    </>
  );
});
