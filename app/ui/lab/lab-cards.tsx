"use client";

import { Play } from "lucide";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { SvgIcon } from "@/app/ui/svg-icon";
import { ScenarioCard, type ScenarioProps } from "./scenario-card";
import { NOT_RUN, useLabRun } from "./use-lab-run";

interface ScenarioGroupProps {
  title: string;
  /** `code`: the source of the scenario, as the server has rendered it. */
  scenarios: (ScenarioProps & { code: ReactNode })[];
}

/** The cards of the session lab, and the button that runs them all. */
export function LabCards({ groups }: { groups: ScenarioGroupProps[] }) {
  const t = useTexts("lab");
  const { results, running, run, runAll } = useLabRun();
  const ids = groups.flatMap(({ scenarios }) => scenarios.map(({ id }) => id));
  const passed = ids.filter((id) => results[id]?.status === "passed").length;
  const done = ids.filter((id) => !["idle", "running"].includes((results[id] ?? NOT_RUN).status)).length;

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button aria-disabled={running !== null} onClick={() => void runAll(ids)}>
          <SvgIcon icon={Play} className="size-4" />
          <span>{running === "all" ? t.status.running : t.runAll}</span>
        </Button>
        <p role="status" className="text-muted tabular-nums">
          {done === 0 ? t.scenarios({ count: ids.length }) : t.passedOf({ passed, all: ids.length })}
        </p>
      </div>
      <p className="mt-3 text-sm text-muted">{t.hint}</p>
      {groups.map(({ title, scenarios }) => (
        <section key={title} className="pt-10">
          <h2 className="text-title">{title}</h2>
          <ul className="mt-6 grid gap-4">
            {scenarios.map(({ id, ...scenario }) => (
              <ScenarioCard
                key={id}
                {...scenario}
                result={results[id] ?? NOT_RUN}
                isBusy={running !== null}
                isAnnounced={running === id}
                onRun={() => void run(id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
