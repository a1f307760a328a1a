// ECharts, as far as it is used: loaded by itself, when a chart is first shown.
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

export interface Series {
  name: string;
  amounts: (number | null)[]; // nothing where nothing can be said yet: the line ends
}
export interface Drawing {
  names: string[]; // along the axis
  series: Series[];
  lying: boolean; // bars that lie, else lines over time
}

const INK = '#e8ede9';
const FAINT = '#e8ede933';
const COLOURS = ['#8fb3dd', '#5fc9a8'];

function axes({ names, lying }: Drawing) {
  const label = { color: INK, fontSize: 18 };
  const line = { lineStyle: { color: FAINT } };
  const along = {
    type: 'category' as const, data: names, axisLabel: { ...label, interval: lying ? 0 : 'auto' },
    axisLine: line, axisTick: { show: false }, inverse: lying,
  };
  const up = { type: 'value' as const, axisLabel: label, splitLine: line, splitNumber: 3 };
  return lying ? { xAxis: { ...up, show: false }, yAxis: along } : { xAxis: along, yAxis: up };
}

function seriesOf({ series, lying }: Drawing) {
  return series.map(({ name, amounts }) =>
    lying
      ? {
          type: 'bar' as const, name, data: amounts, barWidth: 14,
          label: { show: true, position: 'right' as const, color: INK, fontSize: 18 },
        }
      : { type: 'line' as const, name, data: amounts, symbolSize: 6, lineStyle: { width: 3 } },
  );
}

export interface Drawn {
  show(drawing: Drawing): void;
  fit(): void;
  end(): void;
}

/** Draws into an element, without motion. */
export function draw(element: HTMLElement): Drawn {
  const chart = init(element, undefined, { renderer: 'svg' });
  return {
    show(drawing) {
      const legend = drawing.series.length > 1
        ? { textStyle: { color: INK, fontSize: 18 }, top: 0, right: 0 } : { show: false };
      chart.setOption(
        {
          animation: false, color: COLOURS, legend,
          grid: {
            left: 4, right: drawing.lying ? 64 : 12, top: drawing.lying ? 4 : 44, bottom: 4,
            containLabel: true,
          },
          ...axes(drawing),
          series: seriesOf(drawing),
        },
        { notMerge: true },
      );
    },
    fit: () => chart.resize(),
    end: () => chart.dispose(),
  };
}
