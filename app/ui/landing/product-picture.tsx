interface Props {
  /** The beginning of the files in `public/pictures`, which `scripts/screenshots.ts` takes. */
  name: string;
  alt: string;
  width: number;
  height: number;
  className?: string;
}

/** A picture of the app itself, in the theme of the page. The other theme's picture is not loaded. */
export function ProductPicture({ name, alt, width, height, className = "" }: Props) {
  const shared = { width, height, loading: "lazy", decoding: "async" } as const;
  const look = `h-auto rounded-2xl border border-line ${className}`;
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: the files are small and have their final size. */}
      <img {...shared} alt={alt} src={`/pictures/${name}-light.webp`} className={`only-light ${look}`} />
      {/* biome-ignore lint/performance/noImgElement: the files are small and have their final size. */}
      <img {...shared} alt={alt} src={`/pictures/${name}-dark.webp`} className={`only-dark ${look}`} />
    </>
  );
}
