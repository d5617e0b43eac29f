/* The charts of a gate's and a job's page, their tables, and the refreshing of a page whose gate still waits. */
(function () {
  "use strict";

  const MINUTE = 60000;
  const charts = new Map();

  // ---- colours: Jenkins' variables, as the canvas can draw them ----

  const pixel = document.createElement("canvas");
  pixel.width = 1;
  pixel.height = 1;
  const pen = pixel.getContext("2d", { willReadFrequently: true });
  const probe = document.createElement("span");
  probe.hidden = true;

  function color(name, alpha) {
    if (!probe.isConnected) {
      document.body.appendChild(probe);
    }
    probe.style.color = "var(" + name + ")";
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
    return "rgba(" + r + "," + g + "," + b + "," + (alpha === undefined ? 1 : alpha) + ")";
  }

  function toneColor(tone) {
    const names = { pass: "--green", fail: "--red", waiting: "--blue" };
    return color(names[tone] || "--orange");
  }

  // ---- words ----

  function pad(number) {
    return String(number).padStart(2, "0");
  }

  function utc(time) {
    return new Date(time).toISOString().substring(0, 16).replace("T", " ") + " UTC";
  }

  function local(time) {
    const date = new Date(time);
    return (
      date.getFullYear() + "-" + pad(date.getMonth() + 1) + "-" + pad(date.getDate()) + " " +
      pad(date.getHours()) + ":" + pad(date.getMinutes())
    );
  }

  function number(value) {
    if (value === null || value === undefined) {
      return "";
    }
    const digits = Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 2;
    return value.toLocaleString("en-US", { maximumFractionDigits: digits });
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) {
      made.textContent = text;
    }
    if (className) {
      made.className = className;
    }
    return made;
  }

  function json(host, name) {
    return JSON.parse(host.getAttribute(name) || "{}");
  }

  function labelsOf(node) {
    return json(node.closest("[data-labels]"), "data-labels");
  }

  // ---- the points of a gate, or of a range of time that nobody judged ----

  function rows(model) {
    const found = [];
    model.segments.forEach((segment) => {
      segment.errors.forEach((errors, i) => {
        const time = segment.start + i * segment.minutes * MINUTE;
        const exposure = segment.exposure[i];
        found.push({
          time: time,
          minutes: segment.minutes,
          window: segment.window,
          errors: errors,
          exposure: exposure,
          rate: errors === null ? null : errors / (model.statistic ? 1 : segment.minutes),
          traffic: exposure === null || model.byMinutes ? null : exposure / segment.minutes,
          at: (name) => level(model, name, exposure, segment.minutes),
        });
      });
    });
    return found;
  }

  // A level that follows the traffic (rates), or stays where it is (plain rules).
  function level(model, name, exposure, minutes) {
    if (model[name + "Minute"] !== undefined) {
      return model[name + "Minute"];
    }
    return model[name] === undefined || exposure === null ? null : (model[name] * exposure) / minutes;
  }

  function windowName(row, model, labels) {
    if (row.window !== "between") {
      return labels[row.window];
    }
    return row.time < model.deployment[1] ? labels.deployment : labels.settling;
  }

  function tooltip(row, model, labels) {
    const box = element("div", undefined, "tls-error-gate__tooltip");
    box.append(element("span", local(row.time), "tls-error-gate__when"));
    box.append(element("span", utc(row.time), "tls-error-gate__when"));
    const line = (name, value) => box.append(element("span", name), element("span", value));
    if (row.window) {
      line(labels.window, windowName(row, model, labels));
    }
    line(labels.errors, row.errors === null ? labels.unknown : number(row.rate));
    if (!model.byMinutes) {
      line(labels.traffic, row.exposure === null ? labels.unknown : number(row.traffic) + " " + model.unit);
    }
    if (row.at("expected") !== null) {
      line(labels.expected, number(row.at("expected")));
    }
    if (row.at("limit") !== null) {
      line(labels.limit, number(row.at("limit")));
    }
    return box;
  }

  function axis(extra) {
    const quiet = color("--text-color-secondary");
    return Object.assign(
      {
        axisLabel: { color: quiet },
        nameTextStyle: { color: quiet },
        axisLine: { lineStyle: { color: color("--text-color-secondary", 0.4) } },
        splitLine: { lineStyle: { color: color("--text-color-secondary", 0.15) } },
      },
      extra
    );
  }

  function tooltipStyle() {
    return {
      confine: true,
      backgroundColor: color("--background"),
      borderColor: color("--text-color-secondary", 0.4),
      textStyle: { color: color("--text-color") },
    };
  }

  // The highest point leaves room for the names of the windows above it.
  function headroom(points) {
    const most = Math.max(...points.map((row) => Math.max(row.rate || 0, row.at("limit") || 0)), 1);
    const step = Math.pow(10, Math.floor(Math.log10(most * 1.2)));
    return Math.ceil((most * 1.2) / step) * step;
  }

  function area(name, from, to, tint, alpha) {
    return [{ name: name, xAxis: from, itemStyle: { color: color(tint, alpha) } }, { xAxis: to }];
  }

  function options(model, labels) {
    const points = rows(model);
    const text = color("--text-color");
    const tone = toneColor(model.tone);
    const has = (name) => points.some((row) => row.at(name) !== null);
    const line = (name, data, more) =>
      Object.assign({ name: name, type: "line", showSymbol: false, data: data, connectNulls: false }, more);
    const judged = (row) => row.window === "observation";
    const series = [];
    series.push(
      line(labels.traffic, points.map((row) => [row.time, row.traffic]), {
        yAxisIndex: 1,
        z: 1,
        silent: true,
        lineStyle: { width: 0 },
        itemStyle: { color: color("--text-color-secondary", 0.5) },
        areaStyle: { color: color("--text-color-secondary"), opacity: 0.13 },
      })
    );
    if (has("limit")) {
      const stack = { stack: "band", z: 2, silent: true, lineStyle: { width: 0 }, tooltip: { show: false } };
      series.push(line("band", points.map((row) => [row.time, judged(row) ? row.at("expected") : null]), stack));
      series.push(
        line(
          labels.limit,
          points.map((row) => [row.time, judged(row) ? row.at("limit") - row.at("expected") : null]),
          Object.assign({}, stack, {
            itemStyle: { color: color("--orange", 0.6) },
            areaStyle: { color: color("--orange"), opacity: 0.28 },
          })
        )
      );
    }
    if (has("expected")) {
      series.push(
        line(labels.expected, points.map((row) => [row.time, row.at("expected")]), {
          z: 3,
          lineStyle: { width: 1.5, type: "dashed", color: text },
          itemStyle: { color: text },
        })
      );
    }
    if (has("observed")) {
      series.push(
        line(labels.observed, points.map((row) => [row.time, judged(row) ? row.at("observed") : null]), {
          z: 4,
          lineStyle: { width: 2.5, color: tone },
          itemStyle: { color: tone },
        })
      );
    }
    const errors = line(labels.errors, points.map((row) => [row.time, row.rate]), {
      z: 5,
      showSymbol: true,
      symbol: "circle",
      symbolSize: (value) => (model.observation && value[0] >= model.observation[0] ? 6 : 2.5),
      lineStyle: { width: 1, color: color("--blue", 0.55) },
      itemStyle: { color: color("--blue") },
    });
    series.push(errors);
    if (model.observation) {
      Object.assign(errors, {
        markArea: {
          silent: true,
          label: { color: color("--text-color-secondary"), position: "insideTop", fontSize: 11 },
          data: [
            area(labels.baseline, model.baseline[0], model.baseline[1], "--blue", 0.05),
            area("", Math.max(model.deployment[1], model.baseline[1]), model.observation[0], "--text-color-secondary", 0.06),
            area(labels.observation, model.observation[0], model.observation[1], model.tone === "fail" ? "--red" : "--green", 0.07),
          ],
        },
        markLine: {
          silent: true,
          symbol: "none",
          label: {
            formatter: labels.deployment,
            color: color("--purple"),
            position: "insideEndTop",
            rotate: 90,
            distance: [6, 10],
            fontSize: 11,
          },
          lineStyle: { color: color("--purple"), width: 2, type: "solid" },
          data:
            model.deployment[1] - model.deployment[0] < MINUTE
              ? [{ xAxis: model.deployment[0] }]
              : [{ xAxis: model.deployment[0], label: { show: false } }, { xAxis: model.deployment[1] }],
        },
      });
    }
    // The chart opens on what matters: the observation with as much of the baseline as leaves it a fair share.
    const [first, end] = model.range || [model.baseline[0], model.observation[1]];
    const start = model.range ? first : Math.max(first, model.observation[0] - 5 * (end - model.observation[0]));
    return {
      animation: false,
      aria: { enabled: false },
      legend: {
        type: "scroll",
        top: 0,
        textStyle: { color: text },
        data: series
          .filter((one) => one.name !== "band" && (one.name !== labels.traffic || !model.byMinutes))
          .map((one) => (one.areaStyle ? { name: one.name, icon: "roundRect" } : { name: one.name })),
      },
      grid: { left: 48, right: 64, top: 56, bottom: 64 },
      tooltip: Object.assign(tooltipStyle(), {
        trigger: "axis",
        formatter: (found) => {
          const time = found[0].value[0];
          const row = points.find((one) => one.time === time);
          return row ? tooltip(row, model, labels) : "";
        },
      }),
      xAxis: axis({ type: "time", min: first, max: end, splitLine: { show: false } }),
      yAxis: [
        axis({ type: "value", name: labels.errors, min: 0, max: headroom(points), nameLocation: "end", nameTextStyle: { align: "left", color: text } }),
        axis({
          type: "value",
          name: model.byMinutes ? "" : model.unit + " " + labels.perMinute,
          min: 0,
          max: (value) => value.max * 1.6 || 1,
          show: !model.byMinutes,
          splitLine: { show: false },
          nameTextStyle: { align: "right", color: text },
          // The largest value is no tick of the scale, and its label would cover that of one.
          axisLabel: { color: color("--text-color-secondary"), showMaxLabel: false, formatter: (value) => number(Math.round(value)) },
        }),
      ],
      dataZoom: [
        { type: "inside", zoomOnMouseWheel: "ctrl", startValue: start, endValue: end, filterMode: "none" },
        {
          type: "slider",
          height: 20,
          bottom: 8,
          startValue: start,
          endValue: end,
          filterMode: "none",
          showDataShadow: false,
          textStyle: { color: color("--text-color-secondary") },
          borderColor: color("--text-color-secondary", 0.3),
          fillerColor: color("--blue", 0.12),
          labelFormatter: (value) => local(value).substring(11),
        },
      ],
      series: series,
    };
  }

  function table(host, model, labels) {
    const made = element("table", undefined, "jenkins-table");
    const head = element("tr");
    // Without a verdict there are neither windows nor anything expected.
    const judged = (text) => (model.observation ? [text] : []);
    [labels.utc, labels.local]
      .concat(judged(labels.window), labels.minutes, labels.errors, labels.exposure, judged(labels.expected))
      .forEach((title) => {
        const cell = element("th", title);
        cell.scope = "col";
        head.append(cell);
      });
    const body = element("tbody");
    rows(model).forEach((row) => {
      const line = element("tr");
      [utc(row.time), local(row.time)]
        .concat(
          judged(windowName(row, model, labels)),
          number(row.minutes),
          row.rate === null ? labels.unknown : number(row.rate),
          row.exposure === null ? labels.unknown : number(row.exposure),
          judged(number(row.at("expected")))
        )
        .forEach((text) => line.append(element("td", text)));
      body.append(line);
    });
    const top = element("thead");
    top.append(head);
    made.append(top, body);
    host.replaceChildren(made);
  }

  // ---- the trend of a job ----

  function trendOptions(builds, labels) {
    const names = builds.map((build) => build.build);
    const fits = (value) => Math.min(Math.max(value, 0.1), 1000);
    const bars = [];
    builds.forEach((build) => {
      if (build.low !== undefined) {
        bars.push([build.index, fits(build.low)], [build.index, fits(build.high)], [build.index, null]);
      }
    });
    const quiet = color("--text-color-secondary");
    return {
      animation: false,
      aria: { enabled: false },
      grid: { left: 48, right: 16, top: 28, bottom: 28 },
      tooltip: Object.assign(tooltipStyle(), {
        trigger: "item",
        formatter: (found) => {
          const build = builds[found.data.index];
          const box = element("div", undefined, "tls-error-gate__tooltip");
          box.append(element("span", build.build + " \u00b7 " + labels[build.tone], "tls-error-gate__when"));
          box.append(element("span", local(build.at), "tls-error-gate__when"));
          box.append(element("span", utc(build.at), "tls-error-gate__when"));
          if (build.text) {
            box.append(element("span", labels.ratio), element("span", build.text));
          }
          return box;
        },
      }),
      xAxis: axis({ type: "category", data: names.map((name, i) => i), axisLabel: { color: quiet, formatter: (i) => names[i] } }),
      yAxis: axis({
        type: "log",
        name: labels.ratio,
        nameTextStyle: { align: "left", color: color("--text-color") },
        axisLabel: { color: quiet, formatter: (value) => value + "x" },
      }),
      series: [
        { type: "line", silent: true, showSymbol: false, data: bars, lineStyle: { color: quiet, width: 1.5, opacity: 0.7 } },
        {
          type: "scatter",
          cursor: "pointer",
          symbolSize: 11,
          data: builds.map((build) => ({
            value: [build.index, build.ratio === undefined ? 1 : fits(build.ratio)],
            index: build.index,
            symbol: "circle",
            // Without a ratio a ring: the chart's own would be filled with white, in the dark as well.
            itemStyle: {
              color: build.ratio === undefined ? color("--card-background") : toneColor(build.tone),
              borderColor: toneColor(build.tone),
              borderWidth: 2,
            },
          })),
          markLine: {
            silent: true,
            symbol: "none",
            label: { show: false },
            lineStyle: { color: quiet, type: "dashed" },
            data: [{ yAxis: 1 }],
          },
        },
      ],
    };
  }

  // ---- life of a page ----

  function draw(host, make) {
    const known = charts.get(host);
    const chart = known ? known.chart : echarts.init(host);
    charts.set(host, { chart: chart, make: make });
    chart.setOption(make(), true);
    return chart;
  }

  function forget() {
    charts.forEach((known, host) => {
      if (!host.isConnected) {
        known.chart.dispose();
        charts.delete(host);
      }
    });
  }

  function drawGates(root) {
    root.querySelectorAll("[data-chart]").forEach((host) => {
      const model = json(host, "data-chart");
      const common = labelsOf(host);
      const labels = model.statistic ? Object.assign({}, common, { errors: model.statistic }) : common;
      const fold = host.closest("details");
      const show = () => {
        if ((!fold || fold.open) && !charts.has(host)) {
          draw(host, () => options(model, labels));
        }
      };
      if (fold) {
        fold.addEventListener("toggle", show);
      }
      show();
      const details = host.parentElement.querySelector("details");
      details.addEventListener("toggle", () => {
        const place = details.querySelector(".tls-error-gate__scroll");
        if (details.open && !place.firstChild) {
          table(place, model, labels);
        }
      });
    });
    root.querySelectorAll("time[datetime]").forEach((time) => {
      const at = Date.parse(time.dateTime);
      time.textContent = utc(at);
      time.after(element("span", " (" + local(at) + ")", "tls-error-gate__local"));
    });
  }

  function countDown() {
    document.querySelectorAll("[data-due]").forEach((place) => {
      const labels = labelsOf(place);
      const left = Math.round((Date.parse(place.dataset.due) - Date.now()) / 1000);
      const words =
        left <= 0 ? labels.now : labels.due + " " + Math.floor(left / 60) + ":" + pad(left % 60);
      if (place.textContent !== words) {
        place.textContent = words;
      }
    });
  }

  // What the reader has opened stays open when the content is replaced, and what was closed stays closed.
  function keyOf(details) {
    const fold = details.closest("[data-key]");
    return (fold ? fold.dataset.key : "") + (fold === details ? "" : " numbers");
  }

  function refresh(page) {
    const content = page.querySelector("[data-state]");
    const pause = Number(content.dataset.refresh);
    if (!pause) {
      return;
    }
    setTimeout(() => {
      fetch(page.dataset.content, { headers: { "Cache-Control": "no-cache" } })
        .then((answer) => (answer.ok ? answer.text() : null))
        .then((html) => {
          const fresh =
            html && new DOMParser().parseFromString(html, "text/html").querySelector("[data-state]");
          if (fresh && fresh.dataset.state !== content.dataset.state) {
            const open = new Map([...content.querySelectorAll("details")].map((details) => [keyOf(details), details.open]));
            content.replaceWith(fresh);
            Behaviour.applySubtree(fresh, true);
            forget();
            drawGates(page);
            fresh.querySelectorAll("details").forEach((details) => {
              details.open = open.has(keyOf(details)) ? open.get(keyOf(details)) : details.open;
            });
            countDown();
          }
        })
        .catch(() => {})
        .finally(() => refresh(page));
    }, pause * 1000);
  }

  function startTrend(page) {
    const host = page.querySelector(".tls-error-gate__trend");
    if (!host) {
      return;
    }
    fetch(page.dataset.trend)
      .then((answer) => answer.json())
      .then((trend) => {
        const builds = trend.builds.map((build, index) => Object.assign(build, { index: index }));
        const labels = labelsOf(page);
        const chart = draw(host, () => trendOptions(builds, labels));
        chart.on("click", (found) => {
          if (found.data && builds[found.data.index]) {
            window.location.assign(page.dataset.base + builds[found.data.index].url);
          }
        });
      });
  }

  function redraw() {
    charts.forEach((known) => known.chart.setOption(known.make(), true));
  }

  function start() {
    document.querySelectorAll("[data-tls-error-gate='page']").forEach((page) => {
      drawGates(page);
      refresh(page);
    });
    document.querySelectorAll("[data-tls-error-gate='trend']").forEach(startTrend);
    countDown();
    setInterval(countDown, 1000);
    window.addEventListener("resize", () => charts.forEach((known) => known.chart.resize()));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
