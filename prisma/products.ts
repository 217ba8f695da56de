// The 24 products of the demo catalog. Prices are in cents; each image is a file in public/products.

import type { Category } from "@/domain/product";
import type { ProductFact } from "@/domain/product.schema";

export type SeedProduct = {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly priceCents: number;
  readonly stock: number;
  readonly image: string;
  readonly category: Category;
  readonly facts: readonly ProductFact[];
};

export const products = [
  {
    slug: "oak-writing-desk",
    name: "Oak Writing Desk",
    description:
      "A solid oak desk, 120 by 60 cm, with two shallow drawers for pens and paper. Finished with hard wax oil, so a scratch can be sanded out and oiled again at home.",
    priceCents: 64900,
    stock: 12,
    image: "/products/oak-writing-desk.svg",
    category: "DESK",
    facts: [
      { label: "Material", value: "Solid oak, hard wax oil" },
      { label: "Size", value: "120 × 60 × 74 cm" },
      { label: "Weight", value: "31 kg" },
    ],
  },
  {
    slug: "plywood-desk-chair",
    name: "Plywood Desk Chair",
    description:
      "Birch plywood pressed into a seat and back that give a little when you lean. Seat height 45 cm, with a cut-out in the backrest to lift it by.",
    priceCents: 28900,
    stock: 18,
    image: "/products/plywood-desk-chair.svg",
    category: "DESK",
    facts: [
      { label: "Material", value: "Birch plywood, steel" },
      { label: "Seat height", value: "45 cm" },
      { label: "Weight", value: "6.4 kg" },
    ],
  },
  {
    slug: "cork-pin-board",
    name: "Cork Pin Board",
    description:
      "Natural cork, 8 mm thick, in an oak frame of 60 by 50 cm. It hangs from two screws or simply leans at the back of the desk. Six pins are in the box.",
    priceCents: 4200,
    stock: 46,
    image: "/products/cork-pin-board.svg",
    category: "DESK",
    facts: [
      { label: "Material", value: "Natural cork, oak frame" },
      { label: "Size", value: "60 × 50 cm" },
      { label: "Included", value: "Six pins, two screws" },
    ],
  },
  {
    slug: "quiet-desk-clock",
    name: "Quiet Desk Clock",
    description:
      "A steel case on two beech feet, 16 cm across, with a sweep movement that does not tick. The dial is plain enough to read from the other side of the room.",
    priceCents: 5900,
    stock: 34,
    image: "/products/quiet-desk-clock.svg",
    category: "DESK",
    facts: [
      { label: "Material", value: "Steel, beech feet" },
      { label: "Size", value: "16 cm across" },
      { label: "Power", value: "One AA battery" },
    ],
  },
  {
    slug: "terracotta-pen-pot",
    name: "Terracotta Pen Pot",
    description:
      "Thrown in red clay and left unglazed outside, 11 cm tall. The heavy foot keeps it upright with a full load of pens. Pencils, ruler and brush are not included.",
    priceCents: 1850,
    stock: 88,
    image: "/products/terracotta-pen-pot.svg",
    category: "DESK",
    facts: [
      { label: "Material", value: "Red clay, unglazed outside" },
      { label: "Size", value: "11 × 8 cm" },
      { label: "Care", value: "Wipe with a damp cloth" },
    ],
  },
  {
    slug: "steel-desk-stapler",
    name: "Steel Desk Stapler",
    description:
      "An all-metal stapler with a long arm that takes the effort out of 25 sheets. Uses standard 26/6 staples and opens flat for pinning notes to a board.",
    priceCents: 2690,
    stock: 72,
    image: "/products/steel-desk-stapler.svg",
    category: "DESK",
    facts: [
      { label: "Material", value: "Steel" },
      { label: "Capacity", value: "25 sheets" },
      { label: "Staples", value: "26/6" },
    ],
  },
  {
    slug: "paper-scissors",
    name: "Long Paper Scissors",
    description:
      "Hardened steel blades, 9 cm along the edge, for one clean cut across a sheet. The handles are wide enough for a whole hand, and the pivot screw can be tightened.",
    priceCents: 2350,
    stock: 95,
    image: "/products/paper-scissors.svg",
    category: "DESK",
    facts: [
      { label: "Material", value: "Hardened steel" },
      { label: "Blade", value: "9 cm" },
      { label: "Length", value: "21 cm" },
    ],
  },
  {
    slug: "linen-notebook",
    name: "Linen Hardcover Notebook",
    description:
      "An A5 notebook bound in woven linen, with 192 numbered pages of 100 gsm ivory paper. It is thread-sewn and opens flat. A ribbon and an elastic band keep your place.",
    priceCents: 2400,
    stock: 140,
    image: "/products/linen-notebook.svg",
    category: "PAPER",
    facts: [
      { label: "Size", value: "A5, 192 pages" },
      { label: "Paper", value: "100 gsm, ivory" },
      { label: "Binding", value: "Thread-sewn, linen cover" },
    ],
  },
  {
    slug: "pocket-notebook-set",
    name: "Pocket Notebook Set",
    description:
      "Three stitched notebooks in green, natural and clay, each 9 by 14 cm with 48 dot-grid pages. Thin enough for a shirt pocket, with a label to say which is which.",
    priceCents: 1450,
    stock: 210,
    image: "/products/pocket-notebook-set.svg",
    category: "PAPER",
    facts: [
      { label: "Size", value: "9 × 14 cm, 48 pages each" },
      { label: "Paper", value: "90 gsm, dot grid" },
      { label: "Included", value: "Three notebooks" },
    ],
  },
  {
    slug: "desk-calendar",
    name: "Standing Desk Calendar",
    description:
      "Twelve uncoated cards on a wire binding, held up by an oak easel of 21 by 20 cm. Each month is a plain grid without a year, so you can start whenever you like.",
    priceCents: 1990,
    stock: 64,
    image: "/products/desk-calendar.svg",
    category: "PAPER",
    facts: [
      { label: "Size", value: "21 × 20 cm" },
      { label: "Material", value: "Uncoated card, oak easel" },
      { label: "Included", value: "Twelve cards" },
    ],
  },
  {
    slug: "cotton-envelope-set",
    name: "Cotton Envelope Set",
    description:
      "Twenty-four envelopes of 120 gsm cotton paper in cream, sand and blue, sized C6 for a folded A5 sheet. The flaps are gummed, and a sheet of clay-red seals is included.",
    priceCents: 1690,
    stock: 120,
    image: "/products/cotton-envelope-set.svg",
    category: "PAPER",
    facts: [
      { label: "Size", value: "C6" },
      { label: "Paper", value: "120 gsm cotton" },
      { label: "Included", value: "24 envelopes, one sheet of seals" },
    ],
  },
  {
    slug: "washi-tape-trio",
    name: "Washi Tape Trio",
    description:
      "Three rolls of rice-paper tape: one dotted, one striped, one plain. Each is 15 mm wide and 7 m long, tears by hand and lifts off most paper without a mark.",
    priceCents: 950,
    stock: 180,
    image: "/products/washi-tape-trio.svg",
    category: "PAPER",
    facts: [
      { label: "Size", value: "15 mm × 7 m each" },
      { label: "Material", value: "Rice paper" },
      { label: "Included", value: "Three rolls" },
    ],
  },
  {
    slug: "cedar-pencil",
    name: "Cedar Graphite Pencil",
    description:
      "A hexagonal HB pencil in incense cedar, which sharpens to a long point without splintering. Natural rubber eraser, brushed ferrule. Sold singly.",
    priceCents: 350,
    stock: 240,
    image: "/products/cedar-pencil.svg",
    category: "PAPER",
    facts: [
      { label: "Hardness", value: "HB" },
      { label: "Material", value: "Incense cedar" },
      { label: "Length", value: "19 cm" },
    ],
  },
  {
    slug: "brass-pen",
    name: "Brass Ballpoint Pen",
    description:
      "A push-button pen with a brass barrel and a dark lacquered grip, 14 cm long and 28 g in the hand. The brass is unsealed and darkens with use. Takes any G2 refill.",
    priceCents: 3950,
    stock: 58,
    image: "/products/brass-pen.svg",
    category: "PAPER",
    facts: [
      { label: "Material", value: "Brass, lacquered grip" },
      { label: "Size", value: "14 cm, 28 g" },
      { label: "Refill", value: "G2" },
    ],
  },
  {
    slug: "blue-black-ink",
    name: "Blue-Black Bottled Ink",
    description:
      "A 50 ml bottle of fountain pen ink that goes down blue and dries close to black. Water-based and easy to rinse out. The wide neck lets you fill a pen to the last third.",
    priceCents: 1290,
    stock: 0,
    image: "/products/blue-black-ink.svg",
    category: "PAPER",
    facts: [
      { label: "Volume", value: "50 ml" },
      { label: "Color", value: "Blue-black" },
      { label: "Base", value: "Water" },
    ],
  },
  {
    slug: "swing-arm-task-lamp",
    name: "Swing Arm Task Lamp",
    description:
      "A steel lamp with two oak joints that hold wherever you leave them, reaching 70 cm from a weighted base. Comes with a dimmable warm white E27 bulb.",
    priceCents: 14900,
    stock: 27,
    image: "/products/swing-arm-task-lamp.svg",
    category: "DESK",
    facts: [
      { label: "Material", value: "Steel, oak joints" },
      { label: "Reach", value: "70 cm" },
      { label: "Bulb", value: "E27, dimmable, included" },
    ],
  },
  {
    slug: "opal-globe-lamp",
    name: "Opal Globe Lamp",
    description:
      "A mouth-blown opal glass globe, 18 cm across, on a brass stem and an oiled oak base. It gives an even light without glare, and the switch on the base dims it in three steps.",
    priceCents: 11800,
    stock: 22,
    image: "/products/opal-globe-lamp.svg",
    category: "DESK",
    facts: [
      { label: "Material", value: "Opal glass, brass, oak" },
      { label: "Size", value: "18 cm across" },
      { label: "Dimmer", value: "Three steps" },
    ],
  },
  {
    slug: "canvas-tote-bag",
    name: "Canvas Tote Bag",
    description:
      "Undyed cotton canvas of 400 gsm, 38 by 40 cm, with an inside pocket for keys. The clay-red webbing handles are cross-stitched where they take the weight.",
    priceCents: 3200,
    stock: 130,
    image: "/products/canvas-tote-bag.svg",
    category: "HOME",
    facts: [
      { label: "Material", value: "Cotton canvas, 400 gsm" },
      { label: "Size", value: "38 × 40 cm" },
      { label: "Care", value: "Wash at 30 °C" },
    ],
  },
  {
    slug: "waxed-canvas-backpack",
    name: "Waxed Canvas Backpack",
    description:
      "An 18-liter backpack in waxed cotton canvas that sheds a steady drizzle. Leather straps, brass buckles and a padded sleeve for a 14-inch laptop. It can be waxed again.",
    priceCents: 16500,
    stock: 5,
    image: "/products/waxed-canvas-backpack.svg",
    category: "HOME",
    facts: [
      { label: "Material", value: "Waxed cotton canvas, leather" },
      { label: "Volume", value: "18 liters" },
      { label: "Laptop", value: "Up to 14 inches" },
    ],
  },
  {
    slug: "stoneware-mug",
    name: "Stoneware Mug",
    description:
      "A 300 ml mug in speckled stoneware, dipped in a clay-red glaze that ends a little differently on each one. Safe in the dishwasher and the microwave.",
    priceCents: 2200,
    stock: 104,
    image: "/products/stoneware-mug.svg",
    category: "HOME",
    facts: [
      { label: "Material", value: "Glazed stoneware" },
      { label: "Volume", value: "300 ml" },
      { label: "Care", value: "Dishwasher and microwave safe" },
    ],
  },
  {
    slug: "pour-over-coffee-set",
    name: "Pour-Over Coffee Set",
    description:
      "A glazed ceramic dripper that sits on a 600 ml borosilicate carafe, enough for two cups at the desk. Takes standard size 2 paper filters; forty come in the box.",
    priceCents: 5400,
    stock: 41,
    image: "/products/pour-over-coffee-set.svg",
    category: "HOME",
    facts: [
      { label: "Material", value: "Ceramic, borosilicate glass" },
      { label: "Volume", value: "600 ml" },
      { label: "Included", value: "Forty size 2 filters" },
    ],
  },
  {
    slug: "gooseneck-kettle",
    name: "Gooseneck Kettle",
    description:
      "A 0.9-liter enameled steel kettle with a narrow spout for a slow, exact pour. The handle stays cool, the knob is turned oak, and the base works on gas and induction.",
    priceCents: 8900,
    stock: 3,
    image: "/products/gooseneck-kettle.svg",
    category: "HOME",
    facts: [
      { label: "Material", value: "Enameled steel, oak knob" },
      { label: "Volume", value: "0.9 liters" },
      { label: "Works on", value: "Gas and induction" },
    ],
  },
  {
    slug: "snake-plant",
    name: "Potted Snake Plant",
    description:
      "A young snake plant, about 30 cm tall, in a hand-painted 12 cm pot. It puts up with shade and dry office air, and wants water every second week.",
    priceCents: 3450,
    stock: 36,
    image: "/products/snake-plant.svg",
    category: "HOME",
    facts: [
      { label: "Height", value: "About 30 cm" },
      { label: "Pot", value: "12 cm, hand-painted" },
      { label: "Water", value: "Every second week" },
    ],
  },
  {
    slug: "enamel-watering-can",
    name: "Enamel Watering Can",
    description:
      "A 1.2-liter can in plum enamel over steel, small enough to keep on the windowsill. The long spout reaches under leaves, and the rose pulls off for a single stream.",
    priceCents: 2950,
    stock: 52,
    image: "/products/enamel-watering-can.svg",
    category: "HOME",
    facts: [
      { label: "Material", value: "Enamel over steel" },
      { label: "Volume", value: "1.2 liters" },
      { label: "Care", value: "Rinse and dry" },
    ],
  },
] as const satisfies readonly SeedProduct[];
