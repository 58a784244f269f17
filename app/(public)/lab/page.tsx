import type { Metadata } from "next";
import { notFound } from "next/navigation";
import "@/app/demo/demo.css";
import { ClientTexts } from "@/app/client-texts";
import { LabCards } from "@/app/ui/lab/lab-cards";
import { ScenarioCode } from "@/app/ui/lab/scenario-code";
import { PageHeader } from "@/app/ui/shell/page-header";
import { listScenarios } from "@/lib/demo/lab/run-for-visitor";
import { scenarioFile } from "@/lib/demo/lab/source";
import { readSource } from "@/lib/demo/source";
import { getTexts } from "@/lib/web/pages/texts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("lab")).title };
}

const GROUPS = ["trouble", "theft", "ended", "time"] as const;

/** Only with `DEMO`: what happens to a session when things go wrong, run while the visitor looks on. */
export default async function LabPage() {
  const scenarios = listScenarios() ?? notFound();
  const t = await getTexts("lab");
  const texts = await getTexts("labCards");
  const cards = await Promise.all(
    scenarios.map(async ([id, { group, where }]) => {
      const { title, rule, simulated } = texts[id];
      const file = scenarioFile(id);
      const code = (
        <ScenarioCode key={id} source={await readSource(file)} file={file} ruleFile={where.file} />
      );
      return { group, id, title, rule, simulated, code };
    }),
  );
  const groups = GROUPS.map((name) => ({
    title: t.groups[name],
    scenarios: cards.filter(({ group }) => group === name),
  }));

  return (
    <div className="pt-6 pb-16">
      <PageHeader title={t.title}>{t.about}</PageHeader>
      <ClientTexts of={["lab"]}>
        <LabCards groups={groups} />
      </ClientTexts>
    </div>
  );
}
