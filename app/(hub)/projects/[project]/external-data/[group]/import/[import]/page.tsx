import { ImportPage } from "@/app/(hub)/_screens/imports/import-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Import of values" };

export default page("externalData.write", ({ actor, param }) =>
  ImportPage({ actor, groupId: param("group"), importId: param("import") }),
);
