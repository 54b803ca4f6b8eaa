import { MacroLogPage } from "@/app/(hub)/_screens/logs/macro-log-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Macro webhook log" };

export default page("logs.read", ({ actor, param, search }) =>
  MacroLogPage({ actor, typeKey: param("type"), macroId: param("macro"), search }),
);
