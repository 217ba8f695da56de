import { Figure } from "./figure";

const ROWS = [
  ["GET", "/orders", "read a list", "200", "order.list"],
  ["POST", "/orders", "create", "201", "order.place"],
  ["GET", "/orders/{id}", "read one", "200", "order.byId"],
  ["DELETE", "/orders/{id}", "delete, here: cancel", "200", "order.cancel"],
  ["PATCH", "/me", "change a part", "200", "account.update"],
] as const;

/** REST operations beside the procedures that tRPC calls by name. */
export function ResourcesPicture() {
  return (
    <Figure caption="Each row is one procedure with two addresses. The rules are in the procedure.">
      <table className="resources">
        <thead>
          <tr>
            <th scope="col">REST: method and resource</th>
            <th scope="col">Meaning</th>
            <th scope="col">Status</th>
            <th scope="col">tRPC: procedure</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([method, path, meaning, status, procedure]) => (
            <tr key={procedure}>
              <td translate="no">
                <b>{method}</b> <span>{path}</span>
              </td>
              <td>{meaning}</td>
              <td>{status}</td>
              <td translate="no">{procedure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
}
