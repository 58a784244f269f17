import { useTexts } from "#texts";

const GENERATIONS = [
  { y: 34, number: 1, note: "replaced" },
  { y: 134, number: 2, note: "replaced" },
  { y: 234, number: 3, note: "current" },
] as const;

/** A diagram of token rotation: each refresh replaces the token, and a used token ends the session. */
export function RotationDiagram() {
  const t = useTexts("landing").rotation;
  return (
    <svg
      viewBox="0 0 340 330"
      role="img"
      aria-labelledby="rotation-title rotation-text"
      className="w-full max-w-md font-sans text-ink"
    >
      <title id="rotation-title">{t.title}</title>
      <desc id="rotation-text">{t.text}</desc>
      <path d="M36 58v52M36 158v52" className="fill-none stroke-edge" strokeWidth="1.5" />
      <path d="m31 104 5 6 5-6M31 204l5 6 5-6" className="fill-none stroke-edge" strokeWidth="1.5" />
      <text x="54" y="88" className="fill-muted text-[12px]">
        {t.refresh}
      </text>
      <text x="54" y="188" className="fill-muted text-[12px]">
        {t.refresh}
      </text>
      {GENERATIONS.map(({ y, number, note }, index) => {
        const isCurrent = index === GENERATIONS.length - 1;
        return (
          <g key={number}>
            <circle
              cx="36"
              cy={y}
              r="18"
              strokeWidth="1.5"
              className={isCurrent ? "fill-accent stroke-accent" : "fill-raised stroke-edge"}
            />
            <path
              d={`M36 ${y - 8}a5 5 0 0 0-2.4 9.4l-1.3 6h7.4l-1.3-6A5 5 0 0 0 36 ${y - 8}Z`}
              className={isCurrent ? "fill-canvas" : "fill-edge"}
            />
            <text x="70" y={y - 2} className="fill-ink text-[15px] font-medium">
              {t.token({ number })}
            </text>
            <text x="70" y={y + 16} className="fill-muted text-[12.5px]">
              {t[note]}
            </text>
          </g>
        );
      })}
      <path
        d="M176 34h108a24 24 0 0 1 24 24v204a24 24 0 0 1-24 24H36"
        className="fill-none stroke-danger"
        strokeWidth="1.5"
        strokeDasharray="2 5"
        strokeLinecap="round"
      />
      <path d="m43 280-7 6 7 6" className="fill-none stroke-danger" strokeWidth="1.5" strokeLinecap="round" />
      <text x="296" y="88" textAnchor="end" className="fill-danger text-[12.5px]">
        {t.reused}
      </text>
      <text x="54" y="312" className="fill-danger text-[15px] font-medium">
        {t.ended}
      </text>
    </svg>
  );
}
