"""What axe finds wrong with a part of a page: contrast, names, roles, the keyboard."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[1] / "node/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """([selector, tags]) => axe.run(selector, {runOnly: {type: "tag", values: tags}}).then(found =>
  found.violations.map(rule => `${rule.id}: ${rule.help}\\n` + rule.nodes.slice(0, 3).map(node =>
    `  ${node.html.slice(0, 200)}\\n  ${node.failureSummary}`).join("\\n")))"""


def axe(page: Page, selector: str) -> list[str]:
    """The violations in the elements that match, in words; an empty list is what is wanted."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=SCRIPT)
    violations: list[str] = page.evaluate(RUN, [selector, TAGS])
    return violations
