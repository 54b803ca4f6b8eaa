import { SettingsPage } from "@/app/(hub)/_screens/settings/settings-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Settings" };

export default page("settings.write", ({ actor }) => SettingsPage({ actor }));
