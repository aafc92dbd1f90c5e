/** The desk on which they lie comes in; all tools go out, by their names. */
import type { ToolName } from "./store";
import type { Desk, Tool } from "./tool";
import { IconTool, ShapeTool, TextTool } from "./tool_add";
import { DropperTool, HandTool, ZoomTool } from "./tool_look";
import { NodesTool } from "./tool_nodes";
import { EraserTool, PencilTool } from "./tool_pencil";
import { SelectTool } from "./tool_select";

export function toolsOn(desk: Desk): Record<ToolName, Tool> {
  return {
    select: new SelectTool(desk),
    nodes: new NodesTool(desk),
    shape: new ShapeTool(desk),
    pencil: new PencilTool(desk),
    eraser: new EraserTool(desk),
    text: new TextTool(desk, false),
    arc: new TextTool(desk, true),
    icon: new IconTool(desk),
    dropper: new DropperTool(desk),
    hand: new HandTool(desk),
    zoom: new ZoomTool(desk),
  };
}
