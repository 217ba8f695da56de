"use client";
import {
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  type Updater,
  useTable,
} from "@tanstack/react-table";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Checkbox } from "./checkbox";
import { linkedRow } from "./row-link";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  descendingFirst?: boolean;
  /** Hides the header visually; screen readers still announce it. */
  headerSrOnly?: boolean;
  className?: string;
};

export type Sort = { id: string; desc: boolean };

type Props<Row> = {
  /** Describes the table to screen-reader users. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: Row[];
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** IDs of the selected rows; omit it to disable selection. */
  selected?: ReadonlySet<string>;
  onSelectionChange?: (ids: Set<string>) => void;
  canSelect?: (row: Row) => boolean;
  /** The rows have a RowLink. */
  isLinked?: boolean;
  /** A row's name in the label of its checkbox. */
  nameOf?: (row: Row) => string;
};

const features = tableFeatures({ rowSelectionFeature, rowSortingFeature });
const resolve = <Value,>(updater: Updater<Value>, previous: Value): Value =>
  updater instanceof Function ? updater(previous) : updater;

/** A table with row selection. Sorting is up to the caller: `onSort` asks for another sort, `rows` arrive sorted. */
export function DataTable<Row extends { id: string }>(props: Props<Row>) {
  const { caption, columns, rows, sort, onSort, selected, onSelectionChange, canSelect = () => true } = props;
  const { isLinked, nameOf } = props;
  const definitions = useMemo(
    () =>
      columns.map(({ id, header, cell, sortable = false, descendingFirst = false }) => ({
        id,
        header,
        accessorFn: (row: Row) => row.id,
        cell: ({ row }: { row: { original: Row } }) => cell(row.original),
        enableSorting: sortable,
        sortDescFirst: descendingFirst,
      })),
    [columns],
  );
  const sorting: SortingState = sort ? [sort] : [];
  const rowSelection: RowSelectionState = Object.fromEntries([...(selected ?? [])].map((id) => [id, true]));
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: (row: Row) => row.id,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    enableRowSelection: (row: { original: Row }) => canSelect(row.original),
    state: { sorting, rowSelection },
    onSortingChange: (updater: Updater<SortingState>) => {
      const [next] = resolve(updater, sorting);
      if (next) onSort?.(next);
    },
    onRowSelectionChange: (updater: Updater<RowSelectionState>) => {
      const next = resolve(updater, rowSelection);
      onSelectionChange?.(new Set(Object.keys(next).filter((id) => next[id])));
    },
  });
  const columnOf = new Map(columns.map((column) => [column.id, column]));
  const cellStyle = "px-3 py-3 first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6";

  return (
    // A box that scrolls would keep the header from sticking to the page, so only a phone has one.
    <div className="relative max-sm:overflow-x-auto">
      <table className="w-full wrap-normal border-collapse text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        {/* A shadow for a border, because the borders of a table stay with its rows. */}
        <thead className="z-20 bg-surface sm:sticky sm:top-16 text-muted shadow-[inset_0_-1px_var(--line)]">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {selected && (
                <th scope="col" className={clsx(cellStyle, "w-12")}>
                  <Checkbox
                    label="Select all rows shown"
                    checked={table.getIsAllRowsSelected()}
                    indeterminate={table.getIsSomeRowsSelected()}
                    onChange={table.getToggleAllRowsSelectedHandler()}
                  />
                </th>
              )}
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={ARIA_SORT[String(header.column.getIsSorted())]}
                  className={clsx(cellStyle, "whitespace-nowrap font-medium", columnOf.get(header.id)?.className)}
                >
                  {header.column.getCanSort() ? (
                    <button
                      type="button"
                      onClick={header.column.getToggleSortingHandler()}
                      className="-mx-2 inline-flex items-center gap-1.5 rounded-md px-2 py-1 font-medium transition-colors hover:text-ink"
                    >
                      <span>{columnOf.get(header.id)?.header}</span>
                      <SortMark sorted={header.column.getIsSorted()} />
                    </button>
                  ) : (
                    <span className={columnOf.get(header.id)?.headerSrOnly ? "sr-only" : undefined}>
                      {columnOf.get(header.id)?.header}
                    </span>
                  )}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className="divide-y divide-line [&_:is(a,button,input)]:scroll-mt-16">
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} {...(isLinked ? linkedRow(ROW) : { className: ROW })}>
              {selected && (
                <td className={cellStyle}>
                  <Checkbox
                    label={`Select ${nameOf?.(row.original) ?? row.id}`}
                    checked={row.getIsSelected()}
                    disabled={!row.getCanSelect()}
                    onChange={row.getToggleSelectedHandler()}
                  />
                </td>
              )}
              {row.getAllCells().map((cell) => (
                <td key={cell.id} className={clsx(cellStyle, columnOf.get(cell.column.id)?.className)}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ROW = "transition-colors hover:bg-sunken/50 has-checked:bg-accent-soft/60";
const ARIA_SORT: Record<string, "ascending" | "descending" | undefined> = { asc: "ascending", desc: "descending" };

function SortMark({ sorted }: { sorted: false | "asc" | "desc" }) {
  const Icon = sorted === "asc" ? ArrowUp : sorted === "desc" ? ArrowDown : ChevronsUpDown;
  return <Icon aria-hidden className={clsx("size-3.5", sorted ? "text-ink" : "opacity-60")} />;
}
