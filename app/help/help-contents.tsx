import { Title } from "@mantine/core";
import { Link } from "@/components/kit/link";
import { Section } from "@/components/kit/section";
import type { Article } from "@/lib/help/articles";
import { sections } from "@/lib/help/sections";
import classes from "./help.module.css";

const groups = [...new Set(sections.map((section) => section.parent))];

/** Every article, by section. Sections of one parent stand together under its name. */
export function HelpContents({ articles }: { articles: readonly Article[] }) {
  return (
    <div className={classes.contents}>
      {groups.map((parent) => (
        <div key={parent ?? ""} className={classes.group}>
          {parent && (
            <Title order={2} fz="lg">
              {parent}
            </Title>
          )}
          <div className={classes.cards}>
            {sections
              .filter((section) => section.parent === parent)
              .map(({ name, summary }) => (
                <Section key={name} title={name} description={summary}>
                  <ul className={classes.list}>
                    {articles
                      .filter((article) => article.section === name)
                      .map(({ slug, title }) => (
                        <li key={slug}>
                          <Link href={`/help/${slug}`} className={classes.link}>
                            {title}
                          </Link>
                        </li>
                      ))}
                  </ul>
                </Section>
              ))}
          </div>
        </div>
      ))}
    </div>
  );
}
