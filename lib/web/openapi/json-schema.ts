/** Zod schemas as JSON Schema 2020-12, which OpenAPI 3.1 uses. */
import { z } from "zod";

export type JsonSchema = { [key: string]: unknown };

/** Collects the schemas and responses that have a name. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};
  readonly responses: Record<string, JsonSchema> = {};

  /**
   * @param io what a caller sends ("input") or gets ("output"): they differ where a value is optional or transformed
   * @returns the schema; a named one by its reference
   */
  add(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const json = z.toJSONSchema(schema, { io, unrepresentable: "any", override: shorten });
    const { $schema, $defs = {}, ...rest } = rewriteReferences(json) as JsonSchema;
    Object.assign(this.schemas, $defs);
    return rest;
  }

  /** @returns a reference to the response, which is stored once under its name */
  addResponse(name: string, response: JsonSchema): JsonSchema {
    this.responses[name] = response;
    return { $ref: `#/components/responses/${name}` };
  }
}

/** Leaves out what says no more: the pattern of 300 characters beside the format of a time, and the bounds of every integer. */
function shorten({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  delete jsonSchema.id;
}

function rewriteReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewriteReferences);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) =>
      key === "$ref" && typeof one === "string"
        ? [key, one.replace("#/$defs/", "#/components/schemas/")]
        : [key, rewriteReferences(one)],
    ),
  );
}
