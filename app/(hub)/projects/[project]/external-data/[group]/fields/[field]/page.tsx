import { FieldPage } from "@/app/(hub)/_screens/external-data/field-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Field of external data" };

export default page("externalData.read", ({ actor, param }) =>
  FieldPage({ actor, groupId: param("group"), fieldId: param("field") }),
);
