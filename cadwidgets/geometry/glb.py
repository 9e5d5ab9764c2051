"""GLB: glTF 2.0 in one binary file, in and out (Khronos Group, glTF 2.0, ISO/IEC 12113:2022)."""

from __future__ import annotations

from cadwidgets.geometry.glb_reader import read_glb
from cadwidgets.geometry.glb_writer import write_glb, write_glb_parts

__all__ = ["read_glb", "write_glb", "write_glb_parts"]
