import { init } from 'echarts';

const WIDTH = 860;
const HEIGHT = 460;

/** As many as there are operations, so that no two lines look alike (the ten of Tableau). */
const COLORS = [
  '#4e79a7',
  '#f28e2b',
  '#e15759',
  '#76b7b2',
  '#59a14f',
  '#edc948',
  '#b07aa1',
  '#ff9da7',
  '#9c755f',
  '#bab0ac',
];

/** A line of a chart. */
export interface Line {
  name: string;
  points: Array<[number, number]>;
  /** For what is not measured. */
  dashed?: boolean;
}

/** A chart of lines over logarithmic axes. */
export interface LineChart {
  title: string;
  x: string;
  y: string;
  lines: Line[];
}

/** A chart of bars that lie in groups. */
export interface BarChart {
  title: string;
  x: string;
  groups: string[];
  bars: Array<{ name: string; values: number[] }>;
}

/** @returns the chart as SVG */
export function lines({ title, x, y, lines: all }: LineChart): string {
  return draw(title, {
    xAxis: { type: 'log', name: x, nameLocation: 'middle', nameGap: 30, min: 'dataMin' },
    yAxis: { type: 'log', name: y, nameLocation: 'middle', nameGap: 50 },
    series: all.map(({ name, points, dashed }) => ({
      type: 'line' as const,
      name,
      data: points,
      lineStyle: dashed ? { type: 'dashed' as const, color: '#888' } : {},
      itemStyle: dashed ? { color: '#888' } : {},
      symbolSize: 7,
    })),
  });
}

/** @returns the chart as SVG */
export function bars({ title, x, groups, bars: all }: BarChart): string {
  return draw(title, {
    xAxis: { type: 'value', name: x, nameLocation: 'middle', nameGap: 30 },
    yAxis: { type: 'category', data: groups, inverse: true },
    series: all.map(({ name, values }) => ({ type: 'bar' as const, name, data: values })),
  });
}

function draw(title: string, option: object): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'sans-serif' },
    title: { text: title, left: 'center', top: 8, textStyle: { fontSize: 15 } },
    legend: { top: 38 },
    grid: { left: 40, right: 40, top: 100, bottom: 40, containLabel: true },
    color: COLORS,
    ...option,
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}
