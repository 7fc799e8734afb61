#include "analysis/report/style.h"

namespace grend::report {

const std::string_view kStyle = R"css(
:root { --ink: #1b2421; --soft: #4b5652; --line: #c9d1cd; --ground: #fff; --wash: #f2f5f3;
  --strong: #0b5d51; --served: #0b6e5f; --asked: #9c8352; --away: #b3261e; --empty: #c77700;
  --standing: #5b6ea8; --idle: #d4dad7; }
* { box-sizing: border-box; }
html { font: 17px/1.5 "Source Sans 3", "Segoe UI", "DejaVu Sans", Arial, sans-serif; color: var(--ink);
  background: var(--ground); -webkit-text-size-adjust: 100%; }
body { margin: 0; }
main, header, footer { max-width: 70rem; margin: 0 auto; padding: 0 1.2rem; }
header { padding-top: 2rem; }
.skip { position: absolute; left: -99em; }
.skip:focus { left: 1rem; top: .5rem; background: var(--ground); padding: .3rem .6rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.4rem; margin: 2.6rem 0 .8rem; border-top: 3px solid var(--strong); padding-top: .6rem; }
h3 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; overflow-wrap: anywhere; }
p { max-width: 44rem; }
.lead { color: var(--soft); margin: 0 0 .4rem; max-width: 46rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; padding: 0; margin: 1rem 0 0; list-style: none; }
a { color: var(--strong); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid #1a56c4; outline-offset: 2px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; list-style: none;
  padding: 0; margin: 0 0 1rem; }
.cards li { background: var(--wash); border-left: 5px solid var(--strong); padding: .8rem 1rem; }
.cards strong { display: block; font-size: 1.7rem; line-height: 1.2; color: var(--strong); }
.range { color: var(--soft); display: block; font-size: .95rem; min-height: 1.4em; }
.note { color: var(--soft); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.6rem; }
figure { margin: 0 0 1.2rem; min-width: 0; }
figcaption { font-weight: 600; margin-bottom: .4rem; }
svg { width: 100%; height: auto; display: block; }
figure > svg { max-width: 38rem; } .map figure > svg { max-width: 46rem; }
.scroll { overflow-x: auto; }
.scroll svg { min-width: 46rem; max-width: none; }
details { margin-top: .4rem; }
summary { cursor: pointer; color: var(--strong); padding: .35rem 0; min-height: 24px; }
.wide { overflow-x: auto; margin: .4rem 0 1rem; }
table { border-collapse: collapse; font-size: .95rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: right; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody th, thead th:first-child { text-align: left; font-weight: 400; }
thead th { border-bottom: 2px solid var(--soft); font-weight: 600; }
pre { background: var(--wash); padding: .8rem; overflow-x: auto; font-size: .82rem; line-height: 1.4; }
footer { color: var(--soft); margin: 3rem auto 2rem; font-size: .95rem; }
svg text { font-size: 15px; fill: var(--ink); }
.start { text-anchor: start; } .middle { text-anchor: middle; } .end { text-anchor: end; }
.grid { stroke: #dfe4e1; stroke-width: 1; } .zero { stroke: var(--ink); stroke-width: 1.5; }
.whisker { stroke: var(--served); stroke-width: 3; } .dot { fill: var(--served); stroke: #fff; stroke-width: 1.5; }
rect.served { fill: var(--served); } rect.asked { fill: var(--asked); }
.loaded { fill: var(--served); } .empty { fill: var(--empty); } .standing { fill: var(--standing); }
.idle { fill: var(--idle); stroke: #7d8783; stroke-width: .6; }
.party { fill: #d9ece7; stroke: var(--served); stroke-width: 1.2; } svg .onparty { font-size: 13px; }
.land { fill: #f6f7f3; } .home1 { fill: #e6dcc3; } .home2 { fill: #cdb98a; } .home3 { fill: #a58b52; }
.road1, .road2, .road3, .ferry { fill: none; stroke: #8a938f; stroke-width: .8; }
.road2 { stroke-width: 1.5; stroke: #707a75; } .road3 { stroke-width: 2.4; stroke: #565f5b; }
.ferry { stroke: #2d6ca2; stroke-dasharray: 5 4; stroke-width: 1.4; }
circle.zone { fill: #1a56c4; fill-opacity: .06; stroke: #1a56c4; stroke-width: 1.6; stroke-dasharray: 6 4; }
circle.served { fill: var(--served); stroke: #fff; stroke-width: .8; }
.away { fill: none; stroke: var(--away); stroke-width: 2.4; }
.place { fill: #fff; stroke: var(--ink); stroke-width: 2; }
svg .halo { paint-order: stroke; stroke: #fff; stroke-width: 5px; stroke-linejoin: round; }
svg .placename { font-weight: 600; paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round; }
.scalebar { stroke: var(--ink); stroke-width: 3; }
@media (max-width: 40rem) { html { font-size: 16px; } h1 { font-size: 1.6rem; } svg text { font-size: 18px; }
  .scroll svg text { font-size: 15px; } .map svg text { font-size: 22px; } }
@media print { html { font-size: 11pt; } nav, .skip, details.keep { display: none; } a { color: inherit; }
  h2 { break-after: avoid; } figure, .cards li, tr { break-inside: avoid; } .wide, .scroll { overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } summary { display: none; }
  .scroll svg { min-width: 0; } }
)css";

}  // namespace grend::report
