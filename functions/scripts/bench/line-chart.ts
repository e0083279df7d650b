/** One line: a value for each size, drawn in one of the colours. */
interface Series {
  name: string;
  color: number;
  dashed: boolean;
  values: readonly number[];
}

/** A chart with logarithmic axes, on which what grows with the collection is a slope. */
export interface LineChart {
  title: string;
  /** Of the collection: the values of each line stand above them. */
  sizes: readonly number[];
  series: readonly Series[];
}

const WIDTH = 760;
const HEIGHT = 280;
const MARGIN = { left: 60, right: 230, top: 40, bottom: 45 };
const COLORS = ['#1f5fa8', '#c2571a', '#2f7d4f'];

/** An SVG on white, one chart below the other. */
export function lineCharts(charts: readonly LineChart[]): string {
  const height = HEIGHT * charts.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#222">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${charts.map((chart, at) => `<g transform="translate(0 ${at * HEIGHT})">\n${drawn(chart)}\n</g>`).join('\n')}
</svg>
`;
}

function drawn({ title, sizes, series }: LineChart): string {
  const all = series.flatMap(({ values }) => values).filter((value) => value > 0);
  const top = 10 ** Math.ceil(Math.log10(Math.max(...all)));
  const bottom = 10 ** Math.floor(Math.log10(Math.min(...all)));
  const right = WIDTH - MARGIN.right;
  const base = HEIGHT - MARGIN.bottom;
  const scale = (value: number, from: number, to: number, start: number, end: number) =>
    start + (Math.log(value / from) / Math.log(to / from)) * (end - start);
  const x = (size: number) => round(scale(size, sizes[0] ?? 1, sizes.at(-1) ?? 10, MARGIN.left, right));
  const y = (value: number) => round(scale(Math.max(value, bottom), bottom, top, base, MARGIN.top));
  const ticks: number[] = [];
  for (let tick = bottom; tick <= top; tick *= 10) ticks.push(tick);

  const grid = ticks.map(
    (tick) =>
      `<path d="M${MARGIN.left} ${y(tick)}H${right}" stroke="#ddd"/><text x="${MARGIN.left - 8}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  const columns = sizes.map(
    (size) =>
      `<text x="${x(size)}" y="${base + 20}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
  );
  const lines = series.map(({ name, color, dashed, values }, at) => {
    const stroke = `stroke="${COLORS[color % COLORS.length] ?? ''}" stroke-width="2"${dashed ? ' stroke-dasharray="5 4"' : ''}`;
    const points = values.map((value, index) => `${x(sizes[index] ?? 1)},${y(value)}`).join(' ');
    const legend = MARGIN.top + 10 + at * 22;
    return `<polyline points="${points}" fill="none" ${stroke}/><path d="M${right + 20} ${legend}h26" ${stroke}/><text x="${right + 52}" y="${legend + 4}">${name}</text>`;
  });
  return `<text x="${MARGIN.left}" y="20" font-size="13">${title}</text>
${[...grid, ...columns, ...lines].join('\n')}
<text x="${MARGIN.left}" y="${HEIGHT - 6}">customers</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;
