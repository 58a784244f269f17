import type { Metadata } from "next";
import { notFound } from "next/navigation";
import "@/app/demo/demo.css";
import { Lab } from "@/app/ui/lab/lab";
import { ScenarioCode } from "@/app/ui/lab/scenario-code";
import { PageHeader } from "@/app/ui/shell/page-header";
import { listScenarios } from "@/lib/demo/lab/run-for-visitor";
import type { ScenarioGroup } from "@/lib/demo/lab/scenario";
import { scenarioFile } from "@/lib/demo/lab/source";
import { readSource } from "@/lib/demo/source";

export const metadata: Metadata = { title: "Session lab" };

const GROUPS: [ScenarioGroup, string][] = [
  ["trouble", "When things go wrong"],
  ["theft", "When a cookie is stolen"],
  ["ended", "When a session is ended"],
  ["time", "Time machine"],
];

/** Only with `DEMO`: what happens to a session when things go wrong, run while the visitor looks on. */
export default async function LabPage() {
  const scenarios = Object.entries(listScenarios() ?? notFound());
  const cards = await Promise.all(
    scenarios.map(async ([id, { group, title, rule, simulated, where }]) => {
      const file = scenarioFile(id);
      const code = (
        <ScenarioCode key={id} source={await readSource(file)} file={file} ruleFile={where.file} />
      );
      return { group, id, title, rule, simulated, code };
    }),
  );
  const groups = GROUPS.map(([name, title]) => ({
    title,
    scenarios: cards.filter(({ group }) => group === name),
  }));

  return (
    <div className="pt-6 pb-16">
      <PageHeader title="Session lab">
        What happens to you, your phone and a thief when a session meets bad luck or bad people. Each card
        runs now, on this server, by the app’s own rules and with its own database. Its account is made for
        the run and deleted after it, and no token ever reaches this page.
      </PageHeader>
      <Lab groups={groups} />
    </div>
  );
}
