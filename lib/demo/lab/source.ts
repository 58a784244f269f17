/** @returns the path of a scenario's file. @param id of a scenario that there is */
export const scenarioFile = (id: string) => `lib/demo/lab/scenarios/${id}.ts`;
